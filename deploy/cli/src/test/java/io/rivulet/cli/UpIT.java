package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.local.Instance;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.servers.LoopbackPort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer's first minutes, with real processes: start, publish, follow, read, replay, stop, and
/// start again.
final class UpIT {
  /// On an idle machine a start takes a quarter of it.
  private static final Duration START_BOUND = Duration.ofMinutes(2);

  private static final Duration STOP_BOUND = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void whatIsPublishedArrivesAndIsThereAfterARestart() throws Exception {
    String port = Integer.toString(LoopbackPort.free());
    String data = folder.resolve("data").toString();
    String before;
    try (var up = CommandRun.start("up", "--empty", "--port", port, "--data", data)) {
      awaitReady(up);
      publishFollowAndRead(data);
      askBlockAndTakeBack(data);
      putALoadOnIt(data);
      lookAtIt(data);
      moreWorkersAndFewer(data);
      replayWhatCouldNotBeUsed(data);
      refuseASecondRun(port, data);
      before = succeed("timeline", "bob", "--data", data);
      endsWithAllItsProcesses(up);
    }
    try (var up = CommandRun.start("up", "--quiet", "--empty", "--port", port, "--data", data)) {
      awaitReady(up);
      assertThat(succeed("timeline", "bob", "--data", data)).isEqualTo(before).isNotBlank();
      endsWithAllItsProcesses(up);
    }
  }

  private static void publishFollowAndRead(String data) throws Exception {
    assertThat(succeed("account", "ann", "--data", data)).matches("\\d{15,19}");
    succeed("account", "bob", "--data", data);
    assertThat(succeed("password", "ann", "--data", data)).matches("[a-z2-9]{20}");
    succeed("follow", "bob", "ann", "--data", data);
    succeed("post", "ann", "Hello, Bob", "--data", data);
    awaitTimeline(data, "bob", "Hello, Bob");
  }

  /// What is done shows in the answer, and in one's own timeline at once.
  private static void askBlockAndTakeBack(String data) {
    succeed("account", "dora", "--locked", "--data", data);
    assertThat(succeed("follow", "bob", "dora", "--data", data))
        .contains("bob asks to follow dora");
    await().atMost(SOON).until(() -> succeed("requests", "dora", "--data", data).contains("@bob"));
    assertThat(succeed("requests", "dora", "--accept", "bob", "--data", data))
        .isEqualTo("bob follows dora");
    assertThat(succeed("unlock", "dora", "--data", data)).contains("Anybody may follow dora");
    assertThat(succeed("follow", "dora", "ann", "--no-boosts", "--data", data))
        .isEqualTo("dora follows ann");
    String post = succeed("post", "dora", "Here I am", "--data", data);
    String boost = succeed("boost", "ann", post, "--data", data);
    succeed("delete", "ann", boost, "--data", data);
    awaitTimeline(data, "bob", "Here I am");
    assertThat(succeed("mute", "bob", "dora", "--for", "1h", "--data", data))
        .startsWith("bob mutes dora until ");
    assertThat(succeed("timeline", "bob", "--data", data)).doesNotContain("Here I am");
    succeed("unmute", "bob", "dora", "--data", data);
    assertThat(succeed("timeline", "bob", "--data", data)).contains("Here I am");
    succeed("block", "bob", "dora", "--data", data);
    assertThat(succeed("timeline", "bob", "--data", data)).doesNotContain("Here I am");
    succeed("unblock", "bob", "dora", "--data", data);
    assertThat(succeed("unfollow", "bob", "dora", "--data", data))
        .isEqualTo("bob no longer follows dora");
  }

  private static void putALoadOnIt(String data) {
    for (int i = 0; i < 10; i++) {
      succeed("account", "number" + i, "--data", data);
    }
    assertThat(
            succeed(
                "load",
                "--reads",
                "20",
                "--posts",
                "60",
                "--follows",
                "40",
                "--deletes",
                "10",
                "--boosts",
                "10",
                "--blocks",
                "10",
                "--mutes",
                "10",
                "--edits",
                "10",
                "--data",
                data))
        .contains("170 acts on 13 people with 2 follows, seed 1", " 0 failed");
  }

  /// Faults are those of this moment; a start that has just ended may show some.
  private static void lookAtIt(String data) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(succeed("status", "--data", data))
                    .startsWith("All is well.")
                    .contains("feed.posts.v1", "feed.deliveries.v1", "feed-reader    up")
                    .containsPattern("feed-fanout +up, [1-9][0-9]* tasks")
                    .containsPattern("post +█+ +[0-9.]+ KB in [1-9]"));
    assertThat(succeed("top", "--times", "2", "--data", data))
        .contains("Oldest post not delivered", "Deliveries  ▁");
    assertThat(succeed("memory", "--data", data))
        .containsPattern("  posts +█+ +[0-9.]+ KB ± [0-9.]+ .*in [1-9]")
        .containsPattern("posts.hot: P1D +0.0 %")
        .containsPattern("journeys: false +[0-9.]+ % +[1-9]");
  }

  /// The next start finds one of them again, as [#endsWithAllItsProcesses] counts.
  private static void moreWorkersAndFewer(String data) {
    assertThat(succeed("scale", "2", "--data", data))
        .containsPattern(
            "Workers +2 after [0-9.]+ s: feed-fanout [1-9][0-9]* tasks, feed-fanout-2 [1-9][0-9]* tasks")
        .containsPattern("Deliveries a second +[0-9]")
        .containsPattern("Stall +[0-9.]+ s waited")
        .containsPattern("Waiting in Kafka +[0-9,]+ records at most");
    assertThat(succeed("status", "--data", data))
        .containsPattern("feed-fanout-2 +up, [1-9][0-9]* tasks");
    // The load has had others follow and block whom it liked.
    succeed("account", "ewan", "--data", data);
    succeed("account", "gus", "--data", data);
    succeed("follow", "gus", "ewan", "--data", data);
    succeed("post", "ewan", "From two workers", "--data", data);
    awaitTimeline(data, "gus", "From two workers");
    assertThat(succeed("scale", "2", "--data", data)).endsWith("2, as before");
    assertThat(succeed("scale", "1", "--data", data)).containsPattern("Workers +1 after");
  }

  private static void awaitTimeline(String data, String account, String text) {
    await().atMost(SOON).until(() -> succeed("timeline", account, "--data", data).contains(text));
  }

  /// Boosts of what is not there are dead letters; so is a post of nobody, until there is somebody.
  private static void replayWhatCouldNotBeUsed(String data) throws Exception {
    var instance = Instance.runningIn(Path.of(data));
    try (var feed = FeedPublisher.connect(instance.kafka())) {
      feed.post("@cleo").text("Too early").publish().join();
    }
    await()
        .atMost(SOON)
        .until(() -> succeed("dead-letters", "list", "--data", data).contains("unknown-author"));
    succeed("account", "cleo", "--data", data);
    assertThat(succeed("dead-letters", "replay", "--reason", "unknown-author", "--data", data))
        .isEqualTo("1 replayed");
    awaitTimeline(data, "cleo", "Too early");
  }

  private static void refuseASecondRun(String port, String data) throws Exception {
    try (var second = CommandRun.start("up", "--ephemeral", "--port", port)) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output())
          .isEqualTo(
              "Port %s on 127.0.0.1 is taken: stop what uses it or choose another with --port N%n"
                  .formatted(port));
    }
    String otherPort = Integer.toString(LoopbackPort.free());
    try (var second = CommandRun.start("up", "--port", otherPort, "--data", data)) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output()).startsWith("Data folder " + data + " is in use").hasLineCount(1);
    }
  }

  /// Runs a command, which must succeed, in this JVM.
  private static String succeed(String... arguments) {
    var out = new StringWriter();
    int exitCode =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    assertThat(exitCode).as(out.toString()).isZero();
    return out.toString().strip();
  }

  private static void awaitReady(CommandRun up) {
    await()
        .atMost(START_BOUND)
        .until(() -> up.output().contains("Ready at http://127.0.0.1:") || !up.isAlive());
    assertThat(up.isAlive()).isTrue();
  }

  private static void endsWithAllItsProcesses(CommandRun up) throws Exception {
    List<ProcessHandle> children = up.descendants();
    assertThat(children).hasSize(6);
    long began = System.nanoTime();
    up.terminate();
    var _ = up.exitCode();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOP_BOUND);
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(up.output()).contains("Stopped after");
  }
}
