package io.rivulet.ingest.submission;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.ingest.account.ExistingAccounts;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.ingest.known.Names;
import io.rivulet.ingest.status.IdempotencyKeys;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The threads that work on submissions, and whether they do.
public final class Submissions extends HealthCheck implements Managed {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final SubmissionSettings settings;
  private final Translator translator;
  private final LayoutWatch layouts;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private final List<SubmissionLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Submissions(
      KafkaSettings kafka,
      SubmissionSettings settings,
      Translator translator,
      LayoutWatch layouts,
      MeterRegistry meters,
      Tracing tracing) {
    this.layouts = layouts;
    this.kafka = kafka;
    this.settings = settings;
    this.translator = translator;
    this.meters = meters;
    this.tracing = tracing;
  }

  /// What submissions refer to.
  public record Knowledge(
      KnownAccounts accounts,
      KnownPosts posts,
      KnownRelations relations,
      Names names,
      Mentions mentions,
      ExistingAccounts existing) {}

  /// What one submission leaves behind for another, or for its own replay.
  public record Memory(
      IdempotencyKeys clientKeys, IdempotencyKeys locked, IdempotencyKeys decisions) {}

  public static Submissions of(
      KafkaSettings kafka,
      SubmissionSettings settings,
      Knowledge known,
      Memory memory,
      LayoutWatch layouts,
      MeterRegistry meters,
      Tracing tracing) {
    Resolver resolver =
        new Resolver(
            known.accounts(), known.posts(), known.names(), memory.clientKeys(), memory.locked());
    RelationTranslator relations =
        new RelationTranslator(resolver, known.relations(), new Decisions(memory.decisions()));
    Translator translator = new Translator(resolver, known.mentions(), known.existing(), relations);
    return new Submissions(kafka, settings, translator, layouts, meters, tracing);
  }

  @Override
  public void start() {
    for (int i = 0; i < settings.consumers(); i++) {
      String name = "feed-ingest-submissions-" + i;
      SubmissionLoop loop =
          new SubmissionLoop(
              new SubmissionConsumer(kafka, name, settings.batch()),
              new SubmissionProducer(kafka, name),
              translator,
              layouts,
              settings.patience(),
              meters,
              tracing);
      loops.add(loop);
      threads.add(Thread.ofPlatform().name(name).start(loop));
    }
  }

  @Override
  public void stop() throws InterruptedException {
    loops.forEach(SubmissionLoop::stop);
    for (Thread thread : threads) {
      if (!thread.join(STOP)) {
        thread.interrupt();
      }
    }
  }

  @Override
  protected Result check() {
    long ended = loops.stream().filter(loop -> !loop.running()).count();
    return ended == 0 ? Result.healthy() : Result.unhealthy("%d threads ended: see the log", ended);
  }
}
