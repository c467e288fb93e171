package io.rivulet.reader.live;

import io.rivulet.service.BearerToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One open stream of a client, whichever way it came. What is to be sent waits in a queue that one
/// thread, the connection's own, empties; so a slow client holds nobody else up. One that lets too
/// much wait is cut off: it finds what it missed by asking for a page.
final class Connection {
  /// Events that may wait: a page of them is sent in one piece.
  private static final int MOST_WAITING = 500;

  /// Bytes of them: a client that reads nothing must not hold more.
  private static final int MOST_BYTES = 2_000_000;

  /// How long a connection that ends has for its last words.
  static final int LAST_SECONDS = 5;

  private final BearerToken token;
  private final Transport transport;
  private final WaitingBytes all;
  private final Set<Topic> topics = new CopyOnWriteArraySet<>();
  private final AtomicBoolean answered = new AtomicBoolean(true);
  private final ArrayDeque<Item> waiting = new ArrayDeque<>();
  private int bytes;

  /// Bytes of what was taken last, which may not be sent yet.
  private int taken;

  private volatile @Nullable Ending ending;

  /// Why a connection ends.
  enum Ending {
    /// The client has gone.
    GONE,
    /// The token does not count any more.
    REVOKED,
    /// Too much waited.
    TOO_SLOW,
    /// No answer to a ping.
    SILENT,
    /// The client sent what is no text.
    BINARY,
    /// The client sent more messages than a client has.
    FLOODS,
    /// The service stops.
    STOPPING
  }

  /// What waits to be sent.
  sealed interface Item {
    /// An event of a topic.
    record OfTopic(Topic topic, Event event) implements Item {}

    /// A text of the transport's own, such as an error.
    record Text(String text) implements Item {}

    /// A sign of life.
    record Beat() implements Item {}
  }

  /// The way to the client.
  interface Transport {
    /// Ends it, also where a thread waits for the client to take something. Must not wait.
    void end(Ending why);
  }

  /// @param all that waits for any client
  Connection(BearerToken token, Transport transport, WaitingBytes all) {
    this.token = token;
    this.transport = transport;
    this.all = all;
  }

  BearerToken token() {
    return token;
  }

  long viewer() {
    return token.viewer().account();
  }

  Set<Topic> topics() {
    return topics;
  }

  void send(Topic topic, Event event) {
    add(new Item.OfTopic(topic, event), event.payload().length);
  }

  void send(Item item) {
    add(item, 0);
  }

  private void add(Item item, int size) {
    synchronized (this) {
      if (ending != null) {
        return;
      }
      if (waiting.size() < MOST_WAITING
          && bytes + size <= MOST_BYTES
          && all.add(size, bytes + taken)) {
        waiting.add(item);
        bytes += size;
        notifyAll();
        return;
      }
    }
    end(Ending.TOO_SLOW);
  }

  /// Ends the connection: what waits is not sent any more.
  void end(Ending why) {
    synchronized (this) {
      if (ending != null) {
        return;
      }
      ending = why;
      waiting.clear();
      all.remove(bytes + taken);
      bytes = 0;
      taken = 0;
      notifyAll();
    }
    transport.end(why);
  }

  /// Waits for something to send, and takes all that waits.
  ///
  /// @return empty when the connection has ended
  synchronized List<Item> take() throws InterruptedException {
    all.remove(taken);
    taken = 0;
    while (waiting.isEmpty() && ending == null) {
      wait();
    }
    List<Item> items = new ArrayList<>(waiting);
    waiting.clear();
    taken = bytes;
    bytes = 0;
    return items;
  }

  /// Why it ended; null while it is open.
  @Nullable Ending ending() {
    return ending;
  }

  /// Notes a sign of life of the client.
  void heard() {
    answered.set(true);
  }

  /// Whether there was a sign of life since this was asked last.
  boolean heardSince() {
    return answered.getAndSet(false);
  }
}
