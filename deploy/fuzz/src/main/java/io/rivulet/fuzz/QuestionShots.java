package io.rivulet.fuzz;

import io.rivulet.cold.DoorProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/// Questions for posts, as other services ask them at a worker's door: ids as bytes, whose number,
/// sign and length are odd at times.
final class QuestionShots {
  private static final String HEAD =
      "POST "
          + DoorProtocol.PATH
          + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
          + "Content-Type: application/octet-stream\r\nContent-Length: {{length}}\r\n\r\n";
  private static final List<Long> BOUNDS = List.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE);

  private final Random random;
  private final Odd odd;

  QuestionShots(Random random) {
    this.random = random;
    this.odd = new Odd(random);
  }

  static Shot of(byte[] ids) {
    return Shot.of(Shot.Target.WORKER, HEAD, ids);
  }

  Shot shot() {
    byte[] ids = ids();
    return of(odd.oneIn(3) ? new Mutation(random).of(List.of(ids)) : ids);
  }

  private byte[] ids() {
    int most = odd.oneIn(4) ? DoorProtocol.MOST_IDS + 20 : 20;
    ByteBuffer ids = ByteBuffer.allocate(Long.BYTES * random.nextInt(most));
    boolean good = odd.oneIn(2);
    while (ids.hasRemaining()) {
      ids.putLong(!good && odd.oneIn(8) ? odd.of(BOUNDS) : random.nextLong(1, Long.MAX_VALUE));
    }
    return ids.array();
  }
}
