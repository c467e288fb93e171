package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.Instance;
import io.rivulet.local.scale.ScaleOutcome;
import io.rivulet.local.scale.Scaling;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.repartition.Repartition;
import io.rivulet.repartition.RepartitionSettings;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Partitions are added twice, while accounts act, who are told to try again meanwhile, and clients
/// look, who are not: every guarantee is kept on every page that was served, and the auditor finds
/// nothing missing and nothing twice. `-Dfeed.seed=S` makes the same acts again.
class MorePartitionsIT {
  private static final int ACCOUNTS = 12;
  private static final int WORKERS = 2;

  /// What [RunningSystem] begins with is 8.
  private static final int[] MORE = {16, 64};

  private static final Performance.Cast CAST = new Performance.Cast(3, 3);
  private static final Duration MARK_PAUSE = Duration.ofMillis(400);

  /// As feed-ingest is set.
  private static final Duration SENDING = Duration.ofSeconds(3);

  private final Recording recording = new Recording();
  private final Performance performance = new Performance(recording);
  private @Nullable Settling settling;

  @Test
  void partitionsThatAreAddedUnderTrafficLoseNothingAndRepeatNothing() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    try (RunningSystem system = new RunningSystem();
        Traffic traffic = new Traffic(CAST.actors() + CAST.clients() + 1)) {
      assertThat(new Scaling(system.data(), ScaleIT.SETTINGS, System.out::println).to(WORKERS))
          .isInstanceOf(ScaleOutcome.Done.class);
      Crowd crowd = new Crowd(system, ACCOUNTS);
      Watching all = new Watching(system.api, recording, crowd.accounts(), new Random(seed));
      // A timeline that was read is delivered to.
      all.everything();
      performance.begin(system, traffic, crowd, Watching::new, CAST, seed + 1);
      settling(system);
      traffic.begin(MARK_PAUSE, this::mark);

      for (int partitions : MORE) {
        performance.awaitSettled(traffic, recording.now());
        unsettled();
        repartition(system.instance, partitions);
        traffic.requireGoing();
        settling(system);
        // What is published from now on comes through, too.
        performance.awaitSettled(traffic, recording.now());
        assertThat(partitions(system.instance, Topics.POSTS)).isEqualTo(partitions);
        assertThat(partitions(system.instance, Topics.DELIVERIES)).isEqualTo(partitions);
      }
      performance.awaitTested(traffic);

      traffic.end();
      mark();
      unsettled();
      AuditReport report = performance.audit(system);
      assertThat(report.accounts()).isEqualTo(ACCOUNTS);
      assertThat(report.sources().pushed()).isPositive();
      all.everything();
    }
    performance.requireGuarantees();
  }

  /// Begins to note how far the fan-out is, of the partitions that there are.
  private synchronized void settling(RunningSystem system) {
    settling = new Settling(system.auditTarget(), recording);
  }

  private synchronized void unsettled() {
    if (settling != null) {
      settling.close();
      settling = null;
    }
  }

  private synchronized void mark() {
    if (settling != null) {
      settling.mark();
    }
  }

  private void repartition(Instance instance, int partitions) {
    try (Redis redis = new Redis(RedisSettings.of(instance.redis()));
        Repartition repartition =
            new Repartition(
                KafkaSettings.of(instance.kafka()),
                RepartitionSettings.of(Instance.FANOUT_GROUP, partitions, SENDING),
                redis,
                performance::say)) {
      repartition.run();
    }
  }

  private static int partitions(Instance instance, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", instance.kafka()))) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .mapToInt(found -> found.partitions().size())
          .sum();
    }
  }
}
