package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisServerIT {
  @TempDir Path folder;

  @Test
  void startsAtOnce() {
    long begin = System.nanoTime();
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(RedisConversation.ask(redis.uri(), "PING")).isEqualTo("PONG");
      System.out.println("Redis started in " + took.toMillis() + " ms");
      // 30 ms on an idle machine; the bound leaves room for what else it does.
      assertThat(took).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aDataFolderKeepsWhatWasAcknowledgedBeforeAKill() {
    try (var redis = RedisServer.start(ServerSettings.keptIn(folder))) {
      int port = redis.port();
      RedisConversation.ask(redis.uri(), "SET name value");
      redis.kill();
      redis.restart();
      assertThat(redis.port()).isEqualTo(port);
      assertThat(RedisConversation.ask(redis.uri(), "GET name")).isEqualTo("value");
    }
    try (var again = RedisServer.start(ServerSettings.keptIn(folder))) {
      assertThat(RedisConversation.ask(again.uri(), "GET name")).isEqualTo("value");
    }
  }

  @Test
  void anEphemeralOneForgetsAtARestart() {
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      RedisConversation.ask(redis.uri(), "SET name value");
      redis.restart();
      assertThat(RedisConversation.ask(redis.uri(), "GET name")).isEqualTo("-1");
    }
  }

  @Test
  void aPausedOneIsSilentUntilItIsResumed() {
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      redis.pause();
      assertThatThrownBy(() -> RedisConversation.ask(redis.uri(), "PING"))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SocketTimeoutException.class);
      redis.resume();
      assertThat(RedisConversation.ask(redis.uri(), "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void closingAPausedOneLeavesNoProcessAndNoFolder() {
    var redis = RedisServer.start(ServerSettings.ephemeral());
    Path used = redis.file("");
    long pid = redis.pid();
    redis.pause();
    redis.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(used).doesNotExist();
    redis.close();
    assertThatThrownBy(redis::restart).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theProcessIdIsTheServersOwn() {
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      assertThat(
              RedisConversation.ask(
                  redis.uri(),
                  "EVAL \"return redis.call('INFO','server'):match('process_id:(%d+)')\" 0"))
          .isEqualTo(Long.toString(redis.pid()));
    }
  }

  @Test
  void scriptsCompareBytesNotByTheLocale() {
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      assertThat(RedisConversation.ask(redis.uri(), "EVAL \"return tostring('B' < 'a')\" 0"))
          .isEqualTo("true");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var other = new ServerSocket(LoopbackPort.free(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = ServerSettings.ephemeral().withPort(other.getLocalPort());
      assertThatThrownBy(() -> RedisServer.start(settings))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Port %d on 127.0.0.1 is taken".formatted(other.getLocalPort()));
    }
  }

  @Test
  void aDataFolderServesOneAtATime() {
    try (var first = RedisServer.start(ServerSettings.keptIn(folder))) {
      assertThatThrownBy(() -> RedisServer.start(ServerSettings.keptIn(folder)))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("in use by another Redis");
      assertThat(first.isRunning()).isTrue();
    }
  }

  @Test
  void aWrongPropertyIsToldInTheServersOwnWords() {
    var settings = ServerSettings.ephemeral().withProperty("maxmemory-policy", "never");
    assertThatThrownBy(() -> RedisServer.start(settings))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("maxmemory-policy");
  }

  @Test
  void theBundledProgramRunsWhereNoneIsInstalled() throws IOException {
    Path program = RedisBinary.unpack(folder);
    assertThat(Files.isExecutable(program)).isTrue();
    System.setProperty(RedisBinary.PROPERTY, program.toString());
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      assertThat(ProcessHandle.of(redis.pid()).orElseThrow().info().command())
          .contains(program.toString());
    } finally {
      System.clearProperty(RedisBinary.PROPERTY);
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    System.setProperty(RedisBinary.PROPERTY, "/nowhere/valkey-server");
    try {
      assertThatThrownBy(() -> RedisServer.start(ServerSettings.ephemeral()))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("/nowhere/valkey-server");
    } finally {
      System.clearProperty(RedisBinary.PROPERTY);
    }
  }
}
