package io.rivulet.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Random histories of 200 steps. `-Dfeed.histories=N` plays N of them, `-Dfeed.seed=S` begins with
/// the seed S: history number i has the seed S + i.
class HistoriesIT {
  private static final int HISTORIES = Integer.getInteger("feed.histories", 500);
  private static final long SEED = Long.getLong("feed.seed", System.nanoTime());
  private static final int STEPS = 200;

  private static final int PLAYERS = 2;

  @AfterAll
  static void count() {
    System.out.println(Counted.line());
  }

  /// Whatever happens in whatever order: what is served while things are under way may be seen, and
  /// in the end everybody is served exactly his home.
  @Test
  void everyHomeIsWhatItsDefinitionSays() throws Exception {
    play(HISTORIES, SEED, (player, history) -> player.play(history));
  }

  /// Whose entries are pushed and whose are pulled is nobody's business: bodies and links are the
  /// same byte for byte.
  @Test
  void sameBytesForEveryThreshold() throws Exception {
    play(
        Math.max(1, HISTORIES / 12),
        SEED + HISTORIES,
        (player, history) -> {
          List<String> pushed = player.play(history.withThreshold(History.NONE));
          assertThat(player.play(history.withThreshold(3))).isEqualTo(pushed);
          assertThat(player.play(history.withThreshold(0))).isEqualTo(pushed);
        });
  }

  /// Plays histories on several threads until one fails.
  private static void play(int histories, long seed, BiConsumer<Player, History> check)
      throws InterruptedException {
    System.out.println(histories + " histories, -Dfeed.seed=" + seed);
    AtomicInteger next = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> players =
        IntStream.range(0, PLAYERS)
            .mapToObj(
                number ->
                    Thread.ofPlatform()
                        .name("player-" + number)
                        .start(
                            () -> {
                              try (Player player = new Player(number)) {
                                int i = next.getAndIncrement();
                                while (i < histories && failures.isEmpty()) {
                                  History history = Generator.of(seed + i, STEPS);
                                  player.check(
                                      "-Dfeed.seed=" + (seed + i),
                                      history,
                                      smaller -> check.accept(player, smaller));
                                  i = next.getAndIncrement();
                                }
                              } catch (RuntimeException | AssertionError e) {
                                failures.add(e);
                              }
                            }))
            .toList();
    for (Thread player : players) {
      player.join();
    }
    assertThat(failures).as(() -> String.valueOf(failures.peek())).isEmpty();
  }
}
