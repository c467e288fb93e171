package io.rivulet.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;

/// Refuses a Redis whose scripts compare strings by a locale.
///
/// Lua's `<` calls `strcoll`, and Redis takes `LC_COLLATE` from its environment. Packed timelines
/// are ordered by bytes, so on such a Redis every search in them would be wrong without any error.
/// The pairs below differ under the locales at hand: case, the high half of a byte, embedded zeros.
final class Collation {
  private static final byte[] SCRIPT =
      """
      local pairs = {{'B', 'a'}, {'Z', 'a'}, {'\\127', '\\128'}, {'\\1\\255', '\\2'},
        {'a\\0\\255b', 'a\\1\\0a'}, {'\\0\\0\\127\\200', '\\0\\0\\128\\1'}, {'_', 'a'}, {'-b', 'a'}}
      for _, p in ipairs(pairs) do
        if not (p[1] < p[2]) or p[2] < p[1] then return 0 end
      end
      return 1
      """
          .getBytes(StandardCharsets.US_ASCII);

  private Collation() {}

  static void check(RedisClusterCommands<byte[], byte[]> commands) {
    Long bytewise = commands.eval(SCRIPT, ScriptOutputType.INTEGER, new byte[0][]);
    if (bytewise == null || bytewise != 1) {
      throw new IllegalStateException(
          "this Redis compares strings by a locale, which breaks the order of timelines:"
              + " start it with LC_ALL=C in its environment");
    }
  }
}
