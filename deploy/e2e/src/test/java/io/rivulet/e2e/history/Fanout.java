package io.rivulet.e2e.history;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.deliver.LaneMetrics;
import io.rivulet.fanout.deliver.LaneSettings;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Journeys;
import io.rivulet.fanout.live.Listeners;
import io.rivulet.fanout.live.Telling;
import io.rivulet.fanout.plan.Homes;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.fanout.plan.PlanMetrics;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.fanout.plan.Unread;
import io.rivulet.redis.Redis;
import io.rivulet.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// feed-fanout: the tasks of both stages and the workers that run them.
final class Fanout implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static final PlanMetrics PLAN_METRICS = new PlanMetrics(METERS);
  private static final LaneMetrics LANE_METRICS = new LaneMetrics(METERS);

  final List<Task> plan = new ArrayList<>();
  final List<Task> deliver = new ArrayList<>();
  final List<Worker> workers = new ArrayList<>();
  private final Redis redis;
  private final Retries retries;
  private final Telling telling;

  Fanout(Redis redis, Retries retries, Log log, History.Setting setting) {
    this.redis = redis;
    this.retries = retries;
    this.telling =
        new Telling(
            new Listeners(redis, METERS, System::nanoTime),
            new Journeys(redis, false, Clock.systemUTC()));
    Acknowledgements shared = new Acknowledgements(PATIENCE);
    for (int i = 0; i < Log.PARTITIONS; i++) {
      Acknowledgements ofPlan = setting.together() ? shared : new Acknowledgements(PATIENCE);
      Acknowledgements ofDeliver = setting.together() ? shared : new Acknowledgements(PATIENCE);
      plan.add(new Task(plan(ofPlan, setting.threshold()), i, log));
      deliver.add(new Task(deliver(ofDeliver), i, log));
      if (!setting.together()) {
        workers.add(new Worker(ofPlan, List.of(plan.getLast())));
        workers.add(new Worker(ofDeliver, List.of(deliver.getLast())));
      }
    }
    if (setting.together()) {
      workers.add(new Worker(shared, Stream.concat(plan.stream(), deliver.stream()).toList()));
    }
    workers.forEach(Worker::start);
  }

  private Stage plan(Acknowledgements acknowledgements, int threshold) {
    PlanProcessor.Worker worker =
        new PlanProcessor.Worker(
            redis,
            new Gate(),
            retries,
            acknowledgements,
            Unread.NOTHING,
            PLAN_METRICS,
            telling,
            new PlanProcessor.Settings(
                Log.PARTITIONS,
                Homes.EVERYWHERE,
                SECOND,
                PATIENCE,
                new LargeAuthors(threshold == History.NONE ? LargeAuthors.NONE : threshold),
                PlanProcessor.Written.all(World.PUBLIC_URL)));
    return new Stage(
        0,
        List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS),
        List.of("authors", "followers"),
        List.of(
            new Stage.Sink(PlanProcessor.TO_DELIVERIES, Topics.DELIVERIES),
            new Stage.Sink(PlanProcessor.TO_DEAD_LETTERS, Topics.DEAD_LETTERS)),
        () -> new PlanProcessor(worker));
  }

  private Stage deliver(Acknowledgements acknowledgements) {
    DeliverProcessor.Worker worker =
        new DeliverProcessor.Worker(
            new DeliverProcessor.RedisSide(redis, new Gate(), retries, LANE_METRICS, telling),
            acknowledgements,
            LaneSettings.DEFAULT,
            new DeliverProcessor.Timing(Log.PARTITIONS, SECOND, PATIENCE));
    return new Stage(
        1,
        List.of(Topics.DELIVERIES),
        List.of("following", "reactions"),
        List.of(
            new Stage.Sink(DeliverProcessor.TO_DELIVERIES, Topics.DELIVERIES),
            new Stage.Sink(DeliverProcessor.TO_DEAD_LETTERS, Topics.DEAD_LETTERS)),
        () -> new DeliverProcessor(worker));
  }

  /// The worker that runs a task.
  Worker of(Task task) {
    return workers.stream()
        .filter(worker -> worker.tasks().contains(task))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
