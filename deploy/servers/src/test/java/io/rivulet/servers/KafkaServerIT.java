package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaServerIT {
  @TempDir Path folder;

  @Test
  void keepsRecordsThroughKillStopAndClose() throws Exception {
    long begin = System.nanoTime();
    long pid;
    try (var kafka = KafkaServer.start(ServerSettings.keptIn(folder))) {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      System.out.println("Kafka formatted and started in " + took.toMillis() + " ms");
      // 2 s on two idle cores; the bound leaves room for what else a machine does.
      assertThat(took).isLessThan(Duration.ofSeconds(20));
      var conversation = new KafkaConversation(kafka.bootstrapServers());
      conversation.createTopic("kept");
      conversation.send("kept", "before the kill");
      kafka.kill();
      assertThat(kafka.isRunning()).isFalse();
      begin = System.nanoTime();
      kafka.restart();
      System.out.println(
          "Kafka back after a kill in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
      conversation.send("kept", "before the stop");
      kafka.restart();
      conversation.send("kept", "before the close");
      pid = kafka.pid();
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
    begin = System.nanoTime();
    try (var again = KafkaServer.start(ServerSettings.keptIn(folder))) {
      System.out.println(
          "Kafka started again in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
      assertThat(new KafkaConversation(again.bootstrapServers()).read("kept", 3, Map.of()))
          .containsExactly("before the kill", "before the stop", "before the close");
    }
  }

  @Test
  void propertiesGivenOverrideTheShippedOnes() throws Exception {
    var settings = ServerSettings.ephemeral().withProperty("auto.create.topics.enable", "true");
    try (var kafka = KafkaServer.start(settings)) {
      var conversation = new KafkaConversation(kafka.bootstrapServers());
      conversation.send("made-by-asking", "value");
      assertThat(conversation.read("made-by-asking", 1, Map.of())).containsExactly("value");
    }
  }

  @Test
  void closingAPausedOneLeavesNoProcessAndNoFolder() {
    var kafka = KafkaServer.start(ServerSettings.ephemeral());
    Path used = kafka.file("");
    long pid = kafka.pid();
    kafka.pause();
    // The signal reaches one of its many threads after the other.
    await().until(() -> !kafka.answers());
    kafka.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(used).doesNotExist();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var other = new ServerSocket(LoopbackPort.free(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = ServerSettings.ephemeral().withPort(other.getLocalPort());
      assertThatThrownBy(() -> KafkaServer.start(settings))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Port %d on 127.0.0.1 is taken".formatted(other.getLocalPort()));
    }
  }

  @Test
  void aWrongPropertyIsToldInTheServersOwnWords() {
    var settings = ServerSettings.ephemeral().withProperty("num.partitions", "many");
    assertThatThrownBy(() -> KafkaServer.start(settings))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("num.partitions");
  }

  @Test
  void aFolderWithoutABrokerIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> KafkaHome.at(folder))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("mvn -pl deploy/servers");
  }
}
