package io.rivulet.cli;

import io.rivulet.local.Instance;
import io.rivulet.local.Reporter;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.seed.Seed;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Seeds and goes on publishing beside a run, in a thread of its own. A failure is told and ends
/// only this: what runs, runs.
final class Seeding implements AutoCloseable {
  private final boolean seed;
  private final boolean goOn;
  private final Reporter reporter;
  private @Nullable Thread thread;
  private boolean closed;

  Seeding(boolean seed, boolean goOn, Reporter reporter) {
    this.seed = seed;
    this.goOn = goOn;
    this.reporter = reporter;
  }

  synchronized void start(Instance instance, Path data) {
    if (seed && !closed) {
      thread = Thread.ofVirtual().name("seed").start(() -> publish(instance, data));
    }
  }

  private void publish(Instance instance, Path data) {
    var client = new FeedClient(instance.address());
    try (var seed = new Seed(instance.kafkaSettings(), client, data, reporter, Clock.systemUTC())) {
      if (!seed.isPlanted()) {
        reporter.say("The seed is being published; timelines fill up meanwhile.");
        seed.plant();
      }
      if (goOn) {
        reporter.say("Going on with some three posts a second.");
        seed.goOn();
      }
    } catch (InterruptedException _) {
      // The run ends.
    } catch (RuntimeException e) {
      report(e);
    }
  }

  private synchronized void report(RuntimeException failure) {
    if (!closed) {
      reporter.say("Publishing ended: " + Failures.text(failure));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
