package io.rivulet.fanout.deliver;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Journeys;
import io.rivulet.fanout.live.Listeners;
import io.rivulet.fanout.live.Telling;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/// The deliver stage of a whole system, without a Redis: which timelines share a call, and when it
/// goes, is decided by the lanes of a worker. Calls are counted, and answered when whoever asks
/// says so.
///
/// Not for several threads.
public final class CountedLanes implements AutoCloseable {
  /// Says when Redis answers.
  @FunctionalInterface
  public interface Answering {
    /// Has an answer given, later.
    ///
    /// @param timelines of the call
    void after(int timelines, Runnable answer);
  }

  /// What Redis would have got.
  ///
  /// @param calls of the script
  /// @param visits timelines written, once for each call
  /// @param entries written
  /// @param bytes of all calls on the wire
  public record Counts(long calls, long visits, long entries, long bytes) {}

  private final CountedRedis counted;
  private final Redis unused;
  private final Retries retries = new Retries();
  private final Lane[] lanes;

  /// A system with a lane for each partition.
  ///
  /// @param cluster whether a call may only touch one shard
  public CountedLanes(int partitions, boolean cluster, Answering answering) {
    this.counted = new CountedRedis(cluster, answering);
    // Connects when it is first asked, which it is not.
    this.unused = new Redis(new RedisSettings("redis://127.0.0.1:1", null, null, null, null, null));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Telling nobody =
        new Telling(
            new Listeners(unused, meters, System::nanoTime),
            new Journeys(unused, false, Clock.systemUTC()));
    DeliverProcessor.RedisSide side =
        new DeliverProcessor.RedisSide(
            unused, new Gate(), retries, new LaneMetrics(meters), nobody);
    this.lanes = new Lane[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      lanes[partition] = new Lane(side, counted, LaneSettings.DEFAULT, partition, partitions);
      lanes[partition].start(-1, CompletableFuture.completedFuture(true));
    }
  }

  /// Takes a record of feed.deliveries.v1.
  public void take(int partition, byte[] value) {
    Lane lane = lanes[partition];
    lane.check();
    for (Delivery delivery : DeliveryCodec.decode(value)) {
      if (delivery instanceof Delivery.Entry(long id, Recipients recipients)) {
        lane.deliver(id, recipients, System.currentTimeMillis(), AuthorSize.SMALL);
      }
    }
  }

  /// Timelines that wait or are under way.
  public long pending() {
    long pending = 0;
    for (Lane lane : lanes) {
      pending += lane.pending();
    }
    return pending;
  }

  public Counts counts() {
    return counted.counts();
  }

  @Override
  public void close() {
    retries.close();
    unused.close();
  }
}
