package io.rivulet.faults.traffic;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.Carrier;
import io.rivulet.local.load.Load;
import io.rivulet.local.load.LoadKind;
import io.rivulet.local.load.LoadReport;
import io.rivulet.local.load.LoadSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;

/// People who use the system: one load for the time that is planned, begun anew if it breaks off,
/// and then short ones until it is told to stop.
public final class Traffic {
  private static final int CONCURRENCY = 16;
  private static final Duration SHORT = Duration.ofSeconds(20);

  /// Of a hundred acts.
  private static final Map<LoadKind, Integer> PERCENT =
      new EnumMap<>(
          Map.of(
              LoadKind.POST, 45,
              LoadKind.FOLLOW, 8,
              LoadKind.DELETE, 4,
              LoadKind.BOOST, 8,
              LoadKind.BLOCK, 2,
              LoadKind.MUTE, 2,
              LoadKind.EDIT, 3,
              LoadKind.READ, 28));

  private final String kafka;
  private final Carrier api;
  private final LocalTokens tokens;
  private final Ledger ledger;
  private final Plan plan;
  private final List<LoadReport> reports = new ArrayList<>();
  private final List<String> breaks = new ArrayList<>();
  private volatile boolean open = true;

  /// What is to happen.
  ///
  /// @param length of the first load
  /// @param rate acts a second
  public record Plan(Duration length, int rate, long seed) {}

  /// @param ledger where submissions go that Kafka acknowledges
  public Traffic(String kafka, Carrier api, LocalTokens tokens, Ledger ledger, Plan plan) {
    this.kafka = kafka;
    this.api = api;
    this.tokens = tokens;
    this.ledger = ledger;
    this.plan = plan;
  }

  /// Begins; the future completes when all of it is through, some time after [#stop()].
  public CompletableFuture<Void> start() {
    return CompletableFuture.runAsync(this::run, task -> Thread.ofVirtual().start(task));
  }

  private void run() {
    long end = System.nanoTime() + plan.length().toNanos();
    long seed = plan.seed();
    while (open) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      LoadSettings settings = settings(left.compareTo(SHORT) > 0 ? left : SHORT, seed++);
      try {
        var load =
            new Load(
                KafkaSettings.of(kafka),
                api,
                tokens,
                settings,
                Crowd::isPerson,
                ledger::acknowledged);
        LoadReport report = load.run();
        synchronized (this) {
          reports.add(report);
        }
      } catch (LocalException | KafkaException e) {
        synchronized (this) {
          breaks.add(String.valueOf(e.getMessage()));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// No further load begins.
  public void stop() {
    open = false;
  }

  private LoadSettings settings(Duration length, long seed) {
    long acts = Math.max(100, length.toMillis() * plan.rate() / 1_000);
    Map<LoadKind, Integer> amounts = new EnumMap<>(LoadKind.class);
    PERCENT.forEach((kind, percent) -> amounts.put(kind, (int) (acts * percent / 100)));
    return new LoadSettings(seed, amounts, plan.rate(), CONCURRENCY);
  }

  /// What became of the acts.
  public synchronized List<LoadReport> reports() {
    return List.copyOf(reports);
  }

  /// Why a load broke off, as often as one did.
  public synchronized List<String> breaks() {
    return List.copyOf(breaks);
  }
}
