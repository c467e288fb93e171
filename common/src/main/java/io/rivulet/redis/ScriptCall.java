package io.rivulet.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// A call of a script with all it takes, not yet sent. The arrays are not copied.
public final class ScriptCall {
  private final LuaScript script;
  private final byte[][] keys;
  private final byte[][] arguments;

  public ScriptCall(LuaScript script, byte[][] keys, byte[]... arguments) {
    this.script = script;
    this.keys = keys;
    this.arguments = arguments;
  }

  /// Sends the call; it may be sent again.
  public <T> CompletionStage<T> send(RedisClusterAsyncCommands<byte[], byte[]> commands) {
    return script.call(commands, keys, arguments);
  }

  /// The command and its arguments as they go over the wire, for those who write them there
  /// themselves. Redis has to know the script, see [LuaScript#source()].
  public List<byte[]> command() {
    var command = new ArrayList<byte[]>(3 + keys.length + arguments.length);
    command.add(ascii("EVALSHA"));
    command.add(ascii(script.digest()));
    command.add(ascii(Integer.toString(keys.length)));
    Collections.addAll(command, keys);
    Collections.addAll(command, arguments);
    return command;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
