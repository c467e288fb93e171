package io.rivulet.notice;

import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notices of an account as they lie in Redis: a format (1 byte, 1), then ascending by id 25
/// bytes each: id, kind, actor, post. At most [#KEPT].
public final class Notices {
  /// How many are kept of an account: some weeks of a busy one, 10 KB.
  public static final int KEPT = 400;

  private static final byte FORMAT = 1;
  private static final int WIDTH = 3 * Long.BYTES + 1;

  private Notices() {}

  public static byte[] encode(List<Notice> ascending) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + ascending.size() * WIDTH).put(FORMAT);
    for (Notice notice : ascending) {
      bytes
          .putLong(notice.id())
          .put((byte) notice.kind().code())
          .putLong(notice.actor())
          .putLong(notice.post());
    }
    return bytes.array();
  }

  /// The notices of a value, the newest first; none if it is absent.
  ///
  /// @throws CorruptTimelineException if the value is none
  public static List<Notice> decode(byte @Nullable [] value) {
    if (value == null) {
      return List.of();
    }
    if (value.length % WIDTH != 1 || value[0] != FORMAT) {
      throw new CorruptTimelineException(value.length + " bytes are no notices");
    }
    ByteBuffer bytes = ByteBuffer.wrap(value, 1, value.length - 1);
    List<Notice> notices = new ArrayList<>(value.length / WIDTH);
    try {
      while (bytes.hasRemaining()) {
        notices.add(
            new Notice(
                bytes.getLong(),
                Notice.Kind.ofCode(bytes.get()),
                bytes.getLong(),
                bytes.getLong()));
      }
    } catch (IllegalArgumentException e) {
      throw new CorruptTimelineException(String.valueOf(e.getMessage()));
    }
    return notices.reversed();
  }
}
