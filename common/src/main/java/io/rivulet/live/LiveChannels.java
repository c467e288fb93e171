package io.rivulet.live;

import io.rivulet.keyspace.Shards;
import java.nio.charset.StandardCharsets;

/// The shard channels. Each has a hash tag, so that on a cluster one node carries it.
///
/// | channel | who speaks | what |
/// |---|---|---|
/// | `{0}:live:listeners` | feed-reader | [Listening]: whose streams are open |
/// | `{1}:live:posts` | feed-fanout | [LiveEvent]s for all readers |
/// | `{s}:live:<reader>` | feed-fanout | [LiveEvent]s for one reader |
public final class LiveChannels {
  private static final byte[] LISTENERS = bytes("{0}:live:listeners");
  private static final byte[] POSTS = bytes("{1}:live:posts");

  private LiveChannels() {}

  /// The array is shared: do not write to it.
  public static byte[] listeners() {
    return LISTENERS;
  }

  /// The array is shared: do not write to it.
  public static byte[] posts() {
    return POSTS;
  }

  /// The channel of one reader.
  ///
  /// @param reader a number that the process has drawn for itself
  public static byte[] reader(long reader) {
    return bytes("{" + Shards.of(reader) + "}:live:" + Long.toUnsignedString(reader));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
