package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.trace.TracedPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Deliveries that go to Kafka next, those of one partition together in few records: a record of a
/// dozen recipients costs Streams, the producer and the broker more than its deliveries cost.
///
/// Nothing in here was handed on yet. Used by the stream thread alone.
final class Outbox {
  /// What a record carries at most: 5 to 10 KB, a dozen calls to Redis.
  static final int MOST_RECIPIENTS = Audience.RECIPIENTS_PER_RECORD;

  /// Or so many deliveries, of up to 50 bytes each without their recipients.
  static final int MOST_DELIVERIES = 256;

  /// Takes records.
  interface Sink {
    /// Takes a record of feed.deliveries.v1.
    ///
    /// @param value as [DeliveryCodec] encodes it
    /// @param timestamp of the oldest event in it, in milliseconds since 1970
    /// @param headers of the record, see [AuthorSize]
    /// @param traced the post in it that is traced; null, mostly, if none is
    void send(
        int partition, byte[] value, long timestamp, Headers headers, @Nullable TracedPost traced);
  }

  /// What goes to one partition.
  private static final class Waiting {
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<AuthorSize> sizes = new ArrayList<>();
    private int recipients;
    private long timestamp = Long.MAX_VALUE;
    private @Nullable TracedPost traced;

    boolean hasRoomFor(int more) {
      return recipients + more <= MOST_RECIPIENTS && deliveries.size() < MOST_DELIVERIES;
    }

    /// A record tells of one traced post, so that it has one span and this one parent.
    boolean isOfAnother(@Nullable TracedPost post) {
      return post != null && traced != null && !post.equals(traced);
    }
  }

  private final Waiting[] partitions;
  private int size;
  private long since;

  Outbox(int count) {
    partitions = new Waiting[count];
    for (int i = 0; i < count; i++) {
      partitions[i] = new Waiting();
    }
  }

  /// Adds a delivery; what would become too much with it is sent before.
  ///
  /// @param timestamp of its event
  /// @param traced the post that it is of, if that is traced
  void add(Planned.Addressed addressed, long timestamp, @Nullable TracedPost traced, Sink sink) {
    int recipients = Planned.recipients(addressed.delivery());
    Waiting before = partitions[addressed.partition()];
    if (!before.hasRoomFor(recipients) || before.isOfAnother(traced)) {
      send(addressed.partition(), sink);
    }
    if (size == 0) {
      since = System.nanoTime();
    }
    Waiting waiting = partitions[addressed.partition()];
    waiting.deliveries.add(addressed.delivery());
    waiting.sizes.add(addressed.size());
    waiting.recipients += recipients;
    waiting.timestamp = Math.min(waiting.timestamp, timestamp);
    if (traced != null) {
      waiting.traced = traced;
    }
    size++;
  }

  /// Sends all.
  void flush(Sink sink) {
    for (int partition = 0; partition < partitions.length && size > 0; partition++) {
      send(partition, sink);
    }
  }

  private void send(int partition, Sink sink) {
    Waiting waiting = partitions[partition];
    if (!waiting.deliveries.isEmpty()) {
      byte[] value = DeliveryCodec.encode(waiting.deliveries);
      long timestamp = waiting.timestamp;
      size -= waiting.deliveries.size();
      partitions[partition] = new Waiting();
      sink.send(partition, value, timestamp, AuthorSize.headers(waiting.sizes), waiting.traced);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Deliveries in it.
  int size() {
    return size;
  }

  /// Whether something has been in it for so long.
  boolean waited(Duration time) {
    return size > 0 && System.nanoTime() - since >= time.toNanos();
  }
}
