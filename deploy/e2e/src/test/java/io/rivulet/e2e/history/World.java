package io.rivulet.e2e.history;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// A whole system in which nothing happens by itself. It plays a history and compares what readers
/// are served with what they may, must and in the end exactly do see.
final class World implements AutoCloseable {
  static final String PUBLIC_URL = "https://feed.example";
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /// A commit interval more than any step of a crossing or of a restoration needs.
  private static final int IDLE_ROUNDS = 4;

  private static final int IDLE_ROUNDS_AFTER_LOSS = 10;

  /// Of workers, for one loss of Redis.
  private static final int DEATHS = 20;

  private final History history;
  private final Redis redis;
  private final OwnClock clock = new OwnClock(BEGIN.plusSeconds(60));
  private final Log log = new Log();
  private final Truth truth = new Truth();
  private final Ingest ingest;
  private final Fanout fanout;
  private final RoundTrips roundTrips;
  private final Reach reach;
  private final Checks checks;
  private final List<Runnable> putOff = new ArrayList<>();
  private int next;
  private boolean reading;
  private boolean lost;
  private int deaths;

  /// An empty Redis is taken for granted.
  World(History history, Redis redis, Retries retries) {
    this.history = history;
    this.redis = redis;
    ingest = new Ingest(log, truth, history.setting(), redis, clock);
    fanout = new Fanout(redis, retries, log, history.setting());
    roundTrips = new RoundTrips(redis);
    reach = new Reach(truth, ingest, fanout, log);
    checks = new Checks(truth, new Reader(redis, clock, roundTrips), reach, clock);
    for (int account = 1; account <= history.setting().accounts(); account++) {
      ingest.account(account);
    }
    settle();
  }

  /// Plays everything, to the end, and returns what was served whenever everything was quiet.
  List<String> play() {
    while (next < history.steps().size()) {
      step();
    }
    quiet(true);
    return checks.transcript();
  }

  private void step() {
    Step step = history.steps().get(next++);
    try {
      take(step);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("step " + next + ", " + StepText.of((Record) step), e);
    }
  }

  private void take(Step step) {
    switch (step) {
      case Step.Publish publish -> ingest.publish(publish);
      case Step.Edit edit -> ingest.edit(edit);
      case Step.Delete delete -> ingest.delete(delete);
      case Step.Relate relate -> ingest.relate(relate);
      case Step.Again(int back) -> ingest.again(back);
      case Step.Plan plan -> plan(plan);
      case Step.Deliver(int partition, int records) ->
          deliver(fanout.deliver.get(partition), records);
      case Step.Commit(int worker) -> guarded(worker(worker), Worker::tick);
      case Step.Crash(int worker, int cut) -> guarded(worker(worker), dying -> crash(dying, cut));
      case Step.Restart(int worker) -> guarded(worker(worker), Worker::restart);
      case Step.Lose() -> lose();
      case Step.Expire(int account) -> expire(account);
      case Step.Read read -> read(read);
      case Step.Pass(int millis) -> afterRead(() -> clock.pass(millis));
      case Step.Quiet() -> afterRead(() -> quiet(false));
    }
  }

  /// What a page shows at one time is not judged by another.
  private void afterRead(Runnable what) {
    if (reading) {
      putOff.add(what);
    } else {
      what.run();
    }
  }

  private Worker worker(int number) {
    return fanout.workers.get(number % fanout.workers.size());
  }

  private void plan(Step.Plan step) {
    Task task = fanout.plan.get(step.partition());
    for (int i = 0; i < step.records(); i++) {
      planOne(task, Log.topic(step.topic()));
    }
    if (!step.held()) {
      task.flush();
      reach.flushed(step.partition());
    }
  }

  private void planOne(Task task, String topic) {
    if (task.next(topic) != null) {
      int offset = task.position(topic);
      guarded(fanout.of(task), _ -> task.process(topic));
      if (topic.equals(Topics.POSTS) && task.position(topic) > offset) {
        reach.planned(fanout.plan.indexOf(task), offset, clock.millis());
      }
    }
  }

  private void deliver(Task task, int records) {
    int before = deaths;
    List<Delivery> processed = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      Log.Entry entry = task.next(Topics.DELIVERIES);
      if (entry != null) {
        guarded(fanout.of(task), _ -> task.process(Topics.DELIVERIES));
        processed.addAll(DeliveryCodec.decode(entry.value().get()));
      }
    }
    guarded(fanout.of(task), Worker::settle);
    if (deaths == before) {
      processed.forEach(this::applied);
    }
  }

  private void applied(Delivery delivery) {
    switch (delivery) {
      case Delivery.Relation change ->
          truth.certain(truth.own(change.viewer(), change.target()), change.version());
      case Delivery.Inverse change ->
          truth.certain(truth.inverse(change.other(), change.account()), change.version());
      case Delivery.Entry _,
          Delivery.Crossing _,
          Delivery.AccountOpened _,
          Delivery.Counted _,
          Delivery.Reacted _,
          Delivery.Noticed _,
          Delivery.Posted _,
          Delivery.Edited _ -> {}
    }
  }

  /// Has a worker do something. One that finds that Redis lost its state dies, whatever it was at,
  /// and is replaced.
  private void guarded(Worker worker, Consumer<Worker> what) {
    try {
      what.accept(worker);
    } catch (RuntimeException e) {
      if (!lost || ++deaths > DEATHS) {
        throw e;
      }
      crash(worker, deaths);
    }
  }

  private void crash(Worker worker, int cut) {
    worker.crash(new Random(cut));
    reach.crashed();
  }

  private void lose() {
    redis.await(redis.commands().flushdb());
    lost = true;
    deaths = 0;
    truth.lost();
    ingest.lost();
    reach.lost();
  }

  private void expire(int account) {
    for (int i = 1; i <= history.setting().accounts(); i++) {
      if (account == 0 || account == i) {
        redis.await(redis.commands().del(Keyspace.home(i)));
      }
    }
  }

  /// Takes the steps that are to happen meanwhile from those that follow. Where a read does not
  /// take so many round trips they happen right after it, so that the order of all steps is the
  /// same however many it takes.
  private void read(Step.Read read) {
    if (reading) {
      return;
    }
    reading = true;
    truth.read();
    Runnable meanwhile =
        () -> {
          for (int i = 0; i < read.steps() && next < history.steps().size(); i++) {
            step();
          }
        };
    roundTrips.before(read.trip(), meanwhile);
    try {
      checks.meanwhile(read.viewer(), Query.of(read));
      truth.judged();
      if (roundTrips.takeBack()) {
        meanwhile.run();
      }
    } finally {
      roundTrips.takeBack();
      reading = false;
    }
    List<Runnable> now = List.copyOf(putOff);
    putOff.clear();
    now.forEach(Runnable::run);
  }

  private void quiet(boolean end) {
    settle();
    clock.pass(1_001);
    int accounts = history.setting().accounts();
    for (int account = 1; account <= accounts; account++) {
      checks.exact(account, end || account % 3 == next % 3);
    }
    if (end) {
      expire(0);
      for (int account = 1; account <= accounts; account++) {
        checks.exact(account, true);
      }
    }
  }

  /// Works everything off.
  private void settle() {
    int idle = 0;
    while (idle < (lost ? IDLE_ROUNDS_AFTER_LOSS : IDLE_ROUNDS)) {
      boolean moved = false;
      for (int i = 0; i < Log.PARTITIONS; i++) {
        Task plan = fanout.plan.get(i);
        for (Step.Topic topic : Step.Topic.values()) {
          while (plan.next(Log.topic(topic)) != null) {
            planOne(plan, Log.topic(topic));
            moved = true;
          }
        }
        moved |= plan.flush();
      }
      for (Task deliver : fanout.deliver) {
        moved |= deliver.next(Topics.DELIVERIES) != null;
        while (deliver.next(Topics.DELIVERIES) != null) {
          deliver(deliver, 50);
        }
        moved |= deliver.flush();
      }
      fanout.workers.forEach(worker -> guarded(worker, Worker::tick));
      // A round trip, so that what goes on in the background gets its answers.
      redis.check();
      idle = moved ? 0 : idle + 1;
    }
    lost = false;
    truth.settled();
    reach.settled();
  }

  @Override
  public void close() {
    fanout.close();
  }
}
