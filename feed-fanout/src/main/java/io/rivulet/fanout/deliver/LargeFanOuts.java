package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Recipients;
import java.util.ArrayDeque;
import java.util.Arrays;

/// Deliveries to many recipients at once, which wait beside the others: they go on whenever few
/// timelines wait, and with a share of the work however many do. So a post to a million followers
/// does not stand in front of a post to a hundred, and still ends.
///
/// A recipient takes 8 bytes. Guarded by its [Lane].
final class LargeFanOuts {
  /// Recipients of one record from which it counts as large: a few calls to Redis.
  static final int LARGE = 256;

  /// What may wait: 2 MB a lane.
  private static final int MOST = 250_000;

  /// Of so many timelines written, one belongs to large fan-outs.
  private static final int SHARE = 4;

  /// Takes a recipient in his turn.
  interface Sink {
    void add(long id, long viewer, long timestamp, AuthorSize size);
  }

  private final ArrayDeque<Part> parts = new ArrayDeque<>();
  private int waiting;
  private long others;

  /// One record's recipients.
  private static final class Part {
    private final long id;
    private final long[] viewers;
    private final long timestamp;
    private final AuthorSize size;
    private int next;

    Part(long id, long[] viewers, long timestamp, AuthorSize size) {
      this.id = id;
      this.viewers = viewers;
      this.timestamp = timestamp;
      this.size = size;
    }
  }

  /// Collects accounts one by one.
  private static final class Accounts {
    private long[] accounts = new long[2 * LARGE];
    private int size;

    void add(long account) {
      if (size == accounts.length) {
        accounts = Arrays.copyOf(accounts, size * 2);
      }
      accounts[size++] = account;
    }
  }

  void add(long id, Recipients recipients, long timestamp, AuthorSize size) {
    Accounts all = new Accounts();
    recipients.forEach((_, viewer) -> all.add(viewer));
    parts.add(new Part(id, Arrays.copyOf(all.accounts, all.size), timestamp, size));
    waiting += all.size;
  }

  int waiting() {
    return waiting;
  }

  boolean isEmpty() {
    return waiting == 0;
  }

  boolean hasRoom() {
    return waiting < MOST;
  }

  boolean hasMuchRoom() {
    return waiting <= MOST / 2;
  }

  /// Notes that timelines were written, whoever's.
  void wrote(int timelines) {
    others = isEmpty() ? 0 : others + timelines;
  }

  /// Whether their turn has come although others wait.
  boolean owed(int timelinesPerCall) {
    return !isEmpty() && others >= (long) SHARE * timelinesPerCall;
  }

  /// Moves up to `limit` recipients to the sink, the longest waiting first.
  void take(int limit, Sink sink) {
    others = 0;
    for (int taken = 0; taken < limit && !parts.isEmpty(); taken++) {
      Part part = parts.element();
      sink.add(part.id, part.viewers[part.next++], part.timestamp, part.size);
      waiting--;
      if (part.next == part.viewers.length) {
        parts.remove();
      }
    }
  }

  /// Timestamp of the record that waits longest.
  long oldest() {
    return parts.isEmpty() ? Long.MAX_VALUE : parts.element().timestamp;
  }

  void clear() {
    parts.clear();
    waiting = 0;
  }
}
