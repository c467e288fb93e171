package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A JVM of its own starts a child and is killed: the child must go too, by the kernel's mechanism
/// and by the watchdog's.
final class ParentDeathIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKilledJvmTakesItsChildrenAlong(boolean byKernel) throws Exception {
    Process jvm = jvm(Parent.class, Boolean.toString(byKernel));
    var output =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
    long child = Long.parseLong(Optional.ofNullable(output.readLine()).orElseThrow());
    assertThat(ProcessHandle.of(child)).isPresent();
    jvm.destroyForcibly().waitFor();
    await().atMost(SOON).until(() -> ProcessHandle.of(child).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theThreadThatAskedMayEnd(boolean byKernel) throws Exception {
    var started = new FutureTask<>(() -> ParentDeath.start(endless(), byKernel));
    var thread = Thread.ofPlatform().start(started);
    Process child = started.get();
    thread.join();
    try (var redis = RedisServer.start(ServerSettings.ephemeral())) {
      assertThat(redis.isRunning()).isTrue();
      assertThat(child.isAlive()).isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFolderLeftByAKilledJvmIsDeletedByTheNext() throws Exception {
    Path abandoned = Files.createTempDirectory("rivulet-abandoned-");
    Files.createFile(abandoned.resolve("rivulet.lock"));
    DataFolder.open(Optional.empty(), "Abandoned").close();
    assertThat(abandoned).doesNotExist();
  }

  @Test
  void aFolderInUseIsNotTakenForOneLeftThoughItsJvmHasASecond() throws Exception {
    try (DataFolder first = DataFolder.open(Optional.empty(), "Used");
        DataFolder second = DataFolder.open(Optional.empty(), "Used")) {
      assertThat(jvm(Next.class, "Used").waitFor()).isZero();
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
    }
  }

  private static Process jvm(Class<?> program, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessBuilder endless() {
    return new ProcessBuilder("sleep", "600");
  }

  /// Makes a temporary folder, and so deletes those that were left behind.
  static final class Next {
    private Next() {}

    public static void main(String[] arguments) {
      DataFolder.open(Optional.empty(), arguments[0]).close();
    }
  }

  /// Prints its child's process id and waits.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Process child = ParentDeath.start(endless(), Boolean.parseBoolean(arguments[0]));
      System.out.println(child.pid());
      child.waitFor();
    }
  }
}
