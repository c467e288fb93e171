package io.rivulet.cold;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What is asked at a worker's door: `POST /stores/posts`, ids of 8 bytes each, big-endian. The
/// answer is [Searched].
public final class DoorProtocol {
  public static final String PATH = "/stores/posts";

  /// Ids of one request.
  public static final int MOST_IDS = 100;

  private DoorProtocol() {}

  public static byte[] encode(List<Long> ids) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * ids.size());
    ids.forEach(bytes::putLong);
    return bytes.array();
  }

  /// The ids of a request.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public static List<Long> decode(byte[] request) {
    int size = request.length / Long.BYTES;
    if (request.length % Long.BYTES != 0 || size < 1 || size > MOST_IDS) {
      throw new IllegalArgumentException(
          "ids: expected 1 to %d of 8 bytes each, found %d bytes"
              .formatted(MOST_IDS, request.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(request);
    List<Long> ids = new ArrayList<>(size);
    while (bytes.hasRemaining()) {
      long id = bytes.getLong();
      if (id <= 0) {
        throw new IllegalArgumentException(
            "ids[%d]: expected a positive number, found %d".formatted(ids.size(), id));
      }
      ids.add(id);
    }
    return ids;
  }
}
