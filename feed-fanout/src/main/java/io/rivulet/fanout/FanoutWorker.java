package io.rivulet.fanout;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.cold.Doors;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.deliver.LaneMetrics;
import io.rivulet.fanout.door.PostsDoor;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Lineages;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Journeys;
import io.rivulet.fanout.live.Listeners;
import io.rivulet.fanout.live.PulseWriter;
import io.rivulet.fanout.live.Telling;
import io.rivulet.fanout.plan.Homes;
import io.rivulet.fanout.plan.PlanMetrics;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.trace.Tracing;
import io.rivulet.vitals.Authors;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;

/// A worker and its parts, wired.
public final class FanoutWorker implements Managed, FanoutStreams.Wiring {
  /// Replicas at work answer within a round trip; others are asked again with the next commit.
  private static final Duration REPLICA_PATIENCE = Duration.ofSeconds(3);

  private final FanoutConfiguration configuration;
  private final Redis redis;
  private final Clock clock = Clock.systemUTC();
  private final Gate gate = new Gate();
  private final Retries retries = new Retries();
  private final Acknowledgements acknowledgements;
  private final LaneMetrics laneMetrics;
  private final PlanMetrics planMetrics;
  private final Listeners listeners;
  private final Telling telling;
  private final PulseWriter pulse;
  private final KafkaUnread unread;
  private final FanoutStreams streams;

  /// Without traces.
  public FanoutWorker(FanoutConfiguration configuration, MeterRegistry meters) {
    this(configuration, meters, Tracing.OFF);
  }

  public FanoutWorker(FanoutConfiguration configuration, MeterRegistry meters, Tracing tracing) {
    this.configuration = configuration;
    StreamsSettings settings = configuration.streams();
    redis = Redis.timed(configuration.redis(), meters);
    acknowledgements =
        new Acknowledgements(
            settings.closePatience(),
            settings.commitInterval(),
            lineages(settings.replicas(), meters));
    laneMetrics = new LaneMetrics(meters);
    planMetrics = new PlanMetrics(meters);
    listeners = new Listeners(redis, meters, System::nanoTime);
    telling = new Telling(listeners, new Journeys(redis, configuration.journeys(), clock), tracing);
    unread = new KafkaUnread(configuration.kafka(), settings.applicationId());
    streams =
        new FanoutStreams(configuration.kafka(), settings, acknowledgements, gate, this, meters);
    pulse = new PulseWriter(redis, clock, this::flowed);
    meters.gauge("rivulet.consumer.lag", streams, FanoutStreams::lag);
    meters.gauge("rivulet.tasks", this, FanoutWorker::tasks);
    meters.gauge("rivulet.gate.closed.seconds", gate, Gate::closedSeconds);
    meters.gauge("rivulet.oldest.undelivered.seconds", this, FanoutWorker::oldestUndelivered);
  }

  private Lineages lineages(int replicas, MeterRegistry meters) {
    return new Lineages(() -> redis.confirm(replicas, REPLICA_PATIENCE), retries, meters);
  }

  @Override
  public PlanProcessor.Worker plan(int partitions, Homes homes) {
    StreamsSettings settings = configuration.streams();
    return new PlanProcessor.Worker(
        redis,
        gate,
        retries,
        acknowledgements,
        unread,
        planMetrics,
        telling,
        new PlanProcessor.Settings(
            partitions,
            homes,
            settings.commitInterval(),
            settings.patience(),
            configuration.largeAuthors(),
            new PlanProcessor.Written(
                configuration.publicUrl(), TimelineLimits.DEFAULT, configuration.posts(), clock)));
  }

  @Override
  public DeliverProcessor.Worker deliver(int partitions) {
    StreamsSettings settings = configuration.streams();
    return new DeliverProcessor.Worker(
        new DeliverProcessor.RedisSide(redis, gate, retries, laneMetrics, telling),
        acknowledgements,
        configuration.delivery().lane(),
        new DeliverProcessor.Timing(partitions, settings.commitInterval(), settings.patience()));
  }

  /// Once a second.
  private PulseWriter.Sample flowed() {
    streams.look();
    return laneMetrics.flowed(planMetrics.posts());
  }

  /// Tasks of both stages that this worker has.
  private double tasks() {
    return laneMetrics.lanes() + planMetrics.tasks();
  }

  /// Age of the oldest record that was read and is not acknowledged by Redis; 0 if there is none.
  private double oldestUndelivered() {
    return Math.max(laneMetrics.oldestAgeSeconds(), planMetrics.oldestAgeSeconds());
  }

  /// Whose posts cost most.
  Authors authors() {
    return planMetrics.authors();
  }

  /// Who is asked for posts that are not in Redis.
  ///
  /// @param port at which this process answers
  public PostsDoor door(IntSupplier port) {
    return new PostsDoor(new Doors(redis), streams, configuration.door(), port);
  }

  public boolean running() {
    return streams.running();
  }

  HealthCheck redisHealth() {
    return new HealthCheck() {
      @Override
      protected Result check() {
        if (gate.closed()) {
          return Result.unhealthy(
              "Redis has not taken writes for %.0f s: deliveries wait", gate.closedSeconds());
        }
        redis.check();
        return Result.healthy();
      }
    };
  }

  HealthCheck streamsHealth() {
    return new HealthCheck() {
      @Override
      protected Result check() {
        Throwable failure = streams.failure();
        if (failure != null) {
          return Result.unhealthy("a stream thread failed: " + failure.getMessage());
        }
        if (streams.waits()) {
          return Result.healthy("partitions are being added: nothing is planned or delivered");
        }
        return streams.running()
            ? Result.healthy()
            : Result.unhealthy("the job is " + streams.state());
      }
    };
  }

  @Override
  public void start() throws Exception {
    listeners.start();
    pulse.start();
    unread.start();
    streams.start();
  }

  @Override
  public void stop() {
    streams.stop();
    unread.close();
    pulse.close();
    listeners.close();
    retries.close();
    redis.close();
  }
}
