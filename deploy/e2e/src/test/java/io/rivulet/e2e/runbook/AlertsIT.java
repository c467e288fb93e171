package io.rivulet.e2e.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.keyspace.Keyspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All alerts that can be provoked: each fires by what it is for, what the runbook has people look
/// at tells it, and it ends by what the runbook has them do; then all is audited.
///
/// Takes half an hour, so it is run where `FEED_RUNBOOK=required` is in the environment.
class AlertsIT {
  /// A minute of the rules is three seconds here.
  private static final ShortRules RULES = new ShortRules(20);

  /// So that there are few tasks.
  private static final int PARTITIONS = 1;

  private static final Duration HOT = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMinutes(4);

  @TempDir private static Path folder;
  private static Scene scene;

  private final Runbook runbook = new Runbook();
  private static final List<Trial.Finding> FINDINGS = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    boolean asked = "required".equals(System.getenv("FEED_RUNBOOK"));
    if (!asked) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: AlertsIT takes half an hour; FEED_RUNBOOK=required runs it");
    }
    assumeThat(asked).as("FEED_RUNBOOK is `required`").isTrue();
    scene = new Scene(folder, RULES, PARTITIONS, HOT);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      FINDINGS.forEach(one -> System.out.println(one.row()));
      scene.close();
    }
  }

  private void tried(Trial... trials) throws Exception {
    List<String> problems = new ArrayList<>();
    for (Trial trial : trials) {
      try {
        FINDINGS.addAll(trial.on(scene, runbook));
      } catch (ConditionTimeoutException | AssertionError e) {
        System.out.println("NOT AS SAID: " + e.getMessage());
        problems.add(e.getMessage());
      }
    }
    assertThat(problems).isEmpty();
    Typed.Outcome audit = scene.rivulet("audit", "--deep");
    assertThat(audit.exit()).as(audit.output()).isZero();
  }

  @Test
  void ofRecords() throws Exception {
    tried(Trials.spoiltTopic(), Trials.unknownAuthor());
  }

  @Test
  void ofValues() throws Exception {
    tried(Trials.corruptTimeline(), MoreTrials.bodyLost(), MoreTrials.timelinesLost());
  }

  @Test
  void ofRedis() throws Exception {
    tried(
        Trials.memoryFull(),
        MoreTrials.redisHesitates(),
        MoreTrials.replicasStopped(),
        MoreTrials.primaryKilled(),
        MoreTrials.submissionWithoutRedis());
  }

  @Test
  void ofRedisThatIsGoneForLong() throws Exception {
    tried(MoreTrials.redisStoppedForLong());
  }

  @Test
  void ofKafka() throws Exception {
    tried(
        MoreTrials.kafkaStopped(), MoreTrials.workersWithoutKafka(), MoreTrials.repartitionEnded());
  }

  @Test
  void ofProcesses() throws Exception {
    tried(
        Trials.workerStopped(),
        MoreTrials.ingestStopped(),
        MoreTrials.moreWorkersThanTasks(),
        MoreTrials.indexDeleted());
  }

  @Test
  void ofWhatIsNotThere() throws Exception {
    tried(MoreTrials.indexWithoutKafka(), MoreTrials.uploadsGone());
  }

  @Test
  void ofColdPosts() throws Exception {
    String post = scene.api().publish(scene.author, "Soon cold");
    byte[] key = Keyspace.post(Long.parseLong(post));
    await().atMost(SOON).until(() -> scene.keys.await(scene.keys.commands().exists(key)) == 0);
    tried(
        MoreTrials.coldPostsAsked(
            post,
            () -> {
              long author = Long.parseLong(scene.system.id(Scene.AUTHOR));
              scene.keys.await(scene.keys.commands().del(Keyspace.own(author)));
              scene.keys.await(scene.keys.commands().del(Keyspace.overlay(Long.parseLong(post))));
            }));
  }

  @Test
  void ofClients() throws Exception {
    try (OtherReader other = new OtherReader(folder, scene.system.data())) {
      tried(
          MoreTrials.clientThatDoesNotWait(other),
          MoreTrials.oneReaderCutOff(other),
          MoreTrials.slowSenders(),
          MoreTrials.tooManyRequests());
    }
  }
}
