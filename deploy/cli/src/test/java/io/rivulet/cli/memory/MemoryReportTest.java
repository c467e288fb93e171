package io.rivulet.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.cli.memory.Change.Setting;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.DrawnKey;
import io.rivulet.redis.KeySample;
import io.rivulet.redis.KeySample.Estimate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryReportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TWO_WEEKS = Duration.ofDays(14);

  private static DrawnKey key(byte[] name, long bytes, Duration left) {
    return new DrawnKey(new String(name, StandardCharsets.ISO_8859_1), bytes, left.toMillis());
  }

  private static DrawnKey post(Duration age, long bytes) {
    byte[] name = Keyspace.post(Ids.firstAt(NOW.minus(age)));
    return new DrawnKey(new String(name, StandardCharsets.ISO_8859_1), bytes, -1);
  }

  private static DrawnKey home(long viewer, Duration unread, long bytes) {
    return key(Keyspace.home(viewer), bytes, TWO_WEEKS.minus(unread));
  }

  private static MemoryReport report(List<DrawnKey> keys) {
    KeySample.Node node = new KeySample.Node(keys.size(), 1_000_000, 0, keys);
    return new MemoryReport(new KeySample(List.of(node)), NOW, TWO_WEEKS);
  }

  private static double saved(MemoryReport report, Setting setting, Duration value) {
    return report.saved(new Change(setting, value)).sum();
  }

  @Test
  void everyKeyspaceIsOfOneFeature() {
    List<String> all =
        Stream.of(Feature.values()).flatMap(feature -> feature.keyspaces.stream()).toList();
    TreeSet<String> wanted = new TreeSet<>(Keyspace.names());
    wanted.add(Keyspace.OTHER);
    assertThat(all).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void olderPostsAreWhatAHotWindowSaves() {
    MemoryReport report =
        report(
            List.of(
                post(Duration.ofHours(1), 1),
                post(Duration.ofDays(3), 20),
                post(Duration.ofDays(40), 300),
                home(5, Duration.ofDays(9), 4_000)));
    assertThat(saved(report, Setting.HOT, Duration.ofDays(1))).isEqualTo(320);
    assertThat(saved(report, Setting.HOT, Duration.ofDays(7))).isEqualTo(300);
    assertThat(saved(report, Setting.HOT, Duration.ofDays(41))).isZero();
  }

  @Test
  void homeTimelinesThatNobodyReadAreWhatAShorterLifeSaves() {
    MemoryReport report =
        report(
            List.of(
                home(5, Duration.ofMinutes(20), 1),
                home(6, Duration.ofDays(2), 20),
                home(7, Duration.ofDays(9), 300),
                post(Duration.ofDays(9), 4_000)));
    assertThat(saved(report, Setting.TIME_TO_LIVE, Duration.ofDays(1))).isEqualTo(320);
    assertThat(saved(report, Setting.TIME_TO_LIVE, Duration.ofDays(7))).isEqualTo(300);
    assertThat(saved(report, Setting.TIME_TO_LIVE, Duration.ofDays(10))).isZero();
  }

  @Test
  void waysOfPostsAreWhatJourneysTake() {
    DrawnKey journey = key(Keyspace.journey(17), 700, Duration.ofMinutes(10));
    MemoryReport report = report(List.of(journey, post(Duration.ofDays(1), 20)));
    assertThat(saved(report, Setting.JOURNEYS, Duration.ZERO)).isEqualTo(700);
  }

  /// A tenth of all keys, with what it says of itself as its bound: four standard errors are
  /// exceeded once in 16,000 times.
  @Test
  void aSampleTellsOfAll() {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    Random random = new Random(seed);
    List<DrawnKey> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(
          i % 3 == 0
              ? home(i + 1, Duration.ofHours(random.nextInt(330)), 900 + random.nextInt(8_000))
              : post(Duration.ofHours(random.nextInt(1_000)), 400 + random.nextInt(2_000)));
    }
    List<DrawnKey> drawn =
        Stream.generate(() -> all.get(random.nextInt(all.size()))).limit(2_000).toList();
    KeySample sample = new KeySample(List.of(new KeySample.Node(all.size(), 0, 0, drawn)));
    MemoryReport told = new MemoryReport(sample, NOW, TWO_WEEKS);
    for (Change change : Change.USUAL) {
      Estimate saved = told.saved(change);
      assertThat(saved.sum())
          .as("%s", change)
          .isCloseTo(report(all).saved(change).sum(), within(4 * saved.error()));
    }
  }

  @Test
  void linesSayWhatIsThereAndWhatIsSaved() {
    MemoryReport report =
        report(List.of(home(5, Duration.ofDays(9), 6_000), post(Duration.ofDays(40), 3_000)));
    String lines = String.join("\n", report.lines(Change.USUAL));
    assertThat(lines)
        .contains("Redis: 1.0 MB used, without a limit; 2 keys")
        .containsSubsequence("home timelines", "6.0 KB", "posts", "3.0 KB", "Redis itself", "991.0")
        .containsPattern("posts.hot: P30D +0.3 % +3.0 KB .*older posts.*feed-fanout")
        .containsPattern("home.timeToLive: P7D +0.6 % +6.0 KB .*nobody read.*feed-reader")
        .containsPattern("journeys: false +0.0 %")
        .doesNotContain("!");
  }

  @Test
  void aLongerLifeThanWasSaidIsPointedOut() {
    DrawnKey longer = key(Keyspace.home(5), 1, Duration.ofDays(20));
    assertThat(report(List.of(longer)).lines(Change.USUAL).getLast())
        .contains("home.timeToLive is not PT336H")
        .contains("--time-to-live");
  }

  @Test
  void aChangeThatCannotBeReadIsNamed() {
    assertThat(Change.of("posts.hot=P7D")).hasToString("posts.hot: P7D");
    assertThat(Change.of("home.timeToLive=PT12H")).hasToString("home.timeToLive: PT12H");
    assertThat(Change.of("journeys=false")).hasToString("journeys: false");
    for (String wrong : List.of("posts.hot", "posts.hot=7", "posts.hot=PT0S", "journeys=true")) {
      assertThatThrownBy(() -> Change.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
  }
}
