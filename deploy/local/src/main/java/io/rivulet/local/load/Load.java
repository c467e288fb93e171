package io.rivulet.local.load;

import io.rivulet.event.Submission;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.Instance;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.Reporter;
import io.rivulet.local.client.Carrier;
import io.rivulet.local.client.FeedApi;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Carries a [LoadScript] out on a running system, round by round, people side by side.
public final class Load {
  private static final double REPORT_SECONDS = 2;

  private final KafkaSettings kafka;
  private final Carrier api;
  private final Predicate<String> people;
  private final LocalTokens tokens;
  private final LoadSettings settings;
  private final Reporter reporter;
  private final BiConsumer<Position, Submission> taken;
  private final Tally tally = new Tally();
  private double reported;

  public Load(Instance instance, LocalTokens tokens, LoadSettings settings, Reporter reporter) {
    this.kafka = instance.kafkaSettings();
    this.api = new FeedApi(instance.address());
    this.people = _ -> true;
    this.tokens = tokens;
    this.settings = settings;
    this.reporter = reporter;
    this.taken = (_, _) -> {};
  }

  /// A load that says nothing.
  ///
  /// @param api where requests go
  /// @param people usernames of those whom the load speaks for
  /// @param taken learns of each submission that Kafka has, on a thread of the producer's
  public Load(
      KafkaSettings kafka,
      Carrier api,
      LocalTokens tokens,
      LoadSettings settings,
      Predicate<String> people,
      BiConsumer<Position, Submission> taken) {
    this.kafka = kafka;
    this.api = api;
    this.people = people;
    this.tokens = tokens;
    this.settings = settings;
    this.reporter = _ -> {};
    this.taken = taken;
  }

  /// Does everything, and returns when all of it is through feed-ingest.
  ///
  /// @throws io.rivulet.local.LocalException if there are too few people, or Kafka does not answer
  public LoadReport run() throws InterruptedException {
    Population population = Population.read(kafka, people);
    reporter.say(
        "%,d acts on %,d people with %,d follows, seed %d"
            .formatted(
                settings.total(),
                population.members().size(),
                population.follows().size(),
                settings.seed()));
    var letters = new DeadLetterCount(kafka);
    double seconds = perform(population);
    letters.addTo(tally);
    return tally.report(seconds);
  }

  private double perform(Population population) throws InterruptedException {
    var posts = new PostIds();
    var http = new HttpActs(api, tokens, population, posts, tally);
    var script = new LoadScript(population, settings);
    try (var publisher = FeedPublisher.connect(kafka);
        var arrival = new Arrival(kafka);
        ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      var submitted = new SubmittedActs(publisher, population, posts, tally, taken);
      var pace = new Pace(settings.rate());
      for (List<PlannedAct> round = script.nextRound();
          !round.isEmpty();
          round = script.nextRound()) {
        perform(round, lanes, lane -> perform(lane, pace, http, submitted));
        arrival.await(submitted.confirm());
        progress(pace);
      }
      return pace.seconds();
    }
  }

  private interface Lane {
    void perform(List<PlannedAct> acts) throws InterruptedException;
  }

  /// One person's acts are all in one lane, and so keep their order.
  private void perform(List<PlannedAct> round, ExecutorService threads, Lane lane)
      throws InterruptedException {
    List<List<PlannedAct>> lanes = new ArrayList<>();
    for (int i = 0; i < settings.concurrency(); i++) {
      lanes.add(new ArrayList<>());
    }
    round.forEach(act -> lanes.get(act.act().actor() % lanes.size()).add(act));
    List<Future<?>> running = new ArrayList<>();
    for (List<PlannedAct> acts : lanes) {
      running.add(
          threads.submit(
              () -> {
                lane.perform(acts);
                return null;
              }));
    }
    for (Future<?> one : running) {
      join(one);
    }
  }

  private static void join(Future<?> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static void perform(
      List<PlannedAct> lane, Pace pace, HttpActs http, SubmittedActs submitted)
      throws InterruptedException {
    for (PlannedAct planned : lane) {
      pace.await();
      if (!planned.submitted() || !submitted.perform(planned.act())) {
        http.perform(planned.act());
      }
    }
  }

  private void progress(Pace pace) {
    double seconds = pace.seconds();
    if (seconds - reported >= REPORT_SECONDS) {
      reported = seconds;
      reporter.say(
          "%,d of %,d acts, %,.0f a second"
              .formatted(pace.started(), settings.total(), pace.started() / seconds));
    }
  }
}
