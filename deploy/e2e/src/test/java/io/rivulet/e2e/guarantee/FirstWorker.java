package io.rivulet.e2e.guarantee;

import static org.awaitility.Awaitility.await;

import io.rivulet.e2e.AdminPort;
import io.rivulet.e2e.Child;
import io.rivulet.e2e.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The worker of the run itself, which starts it again whenever it dies.
final class FirstWorker implements Worker {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final AdminPort admin;
  private final Path configuration;
  private ProcessHandle process;

  FirstWorker(RunningSystem system) {
    this.admin = new AdminPort(Objects.requireNonNull(system.instance.admin().get("feed-fanout")));
    this.configuration = configuration(system);
    this.process = find().orElseThrow();
  }

  /// The file that the run has written for it.
  static Path configuration(RunningSystem system) {
    return system.data().resolve("feed-fanout/feed-fanout.yml");
  }

  private Optional<ProcessHandle> find() {
    return Child.find("\0server\0" + configuration + "\0");
  }

  @Override
  public AdminPort admin() {
    return admin;
  }

  @Override
  public void end(boolean kill) {
    boolean asked = kill ? process.destroyForcibly() : process.destroy();
    if (!asked) {
      throw new IllegalStateException("the worker takes no signal");
    }
    await().atMost(SOON).until(() -> !process.isAlive());
  }

  @Override
  public void bringBack() {
    await().atMost(SOON).until(() -> find().isPresent());
    process = find().orElseThrow();
  }
}
