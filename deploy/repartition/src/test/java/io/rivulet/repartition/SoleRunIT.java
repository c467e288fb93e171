package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.servers.Standstill;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of two runs one is at work, whatever becomes of it.
class SoleRunIT {
  /// Kafka takes ten seconds to see that a process was killed, and again for what it had asked.
  private static final Duration SEEN = Duration.ofSeconds(90);

  private final KafkaSettings kafka = KafkaSettings.of(TestServers.kafka());
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @BeforeEach
  void provide() {
    try (Admin admin = Admin.create(kafka.client())) {
      var _ = new TopicProvisioner(admin, SEEN).provision(Topics.spec(1, 1));
    }
  }

  private CompletableFuture<SoleRun> begun(List<String> said) {
    return CompletableFuture.supplyAsync(() -> SoleRun.begin(kafka, said::add));
  }

  private CompletableFuture<SoleRun> begun() {
    return begun(lines);
  }

  private void awaitWaiting() {
    await().atMost(SEEN).until(() -> lines.stream().anyMatch(line -> line.startsWith("waiting")));
  }

  private static SoleRun soon(CompletableFuture<SoleRun> begun) throws Exception {
    return begun.get(SEEN.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void theSecondBeginsWhenTheFirstHasEnded() throws Exception {
    CompletableFuture<SoleRun> second;
    try (SoleRun first = soon(begun(new CopyOnWriteArrayList<>()))) {
      second = begun();
      awaitWaiting();
      first.check();
      assertThat(second).isNotDone();
    }
    try (SoleRun now = soon(second)) {
      now.check();
    }
  }

  @Test
  void theSecondBeginsWhenTheFirstWasKilled() throws Exception {
    CompletableFuture<SoleRun> second;
    try (OwnProcess first = OwnProcess.soleRun(kafka)) {
      first.awaitAlone();
      second = begun();
      awaitWaiting();
      assertThat(first.ask()).isEqualTo(OwnProcess.ALONE);
      assertThat(second).isNotDone();
    }
    try (SoleRun now = soon(second)) {
      now.check();
    }
  }

  /// And says so when it is asked first.
  @Test
  void whatStoodStillForTooLongIsNotAloneAnyMore() throws Exception {
    try (OwnProcess first = OwnProcess.soleRun(kafka)) {
      first.awaitAlone();
      Standstill.begin(first.handle());
      try (SoleRun second = soon(begun())) {
        Standstill.end(first.handle());
        assertThat(first.ask()).startsWith("this run stood still");
        assertThat(first.ask()).contains("if there is none, run it again");
        second.check();
      }
    }
  }
}
