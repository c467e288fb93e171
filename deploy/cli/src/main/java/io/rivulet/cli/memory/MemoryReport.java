package io.rivulet.cli.memory;

import io.rivulet.cli.vitals.Bytes;
import io.rivulet.redis.DrawnKey;
import io.rivulet.redis.KeySample;
import io.rivulet.redis.KeySample.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What a sample of Redis's keys tells, as lines of a terminal.
///
/// @param timeToLive of home timelines as it is set now
record MemoryReport(KeySample sample, Instant now, Duration timeToLive) {
  private static final int BAR = 20;

  /// How much of a feature there is.
  private record Row(Feature feature, Estimate keys, Estimate bytes) {}

  List<String> lines(List<Change> changes) {
    List<String> lines = new ArrayList<>();
    String limit = Bytes.limit((double) sample.limitBytes());
    lines.add(
        "Redis: %s used, %s; %,d keys, %,d of them drawn"
            .formatted(
                Bytes.text((double) sample.usedBytes()), limit, sample.keys(), sample.drawn()));
    List<Row> rows = rows();
    double most = rows.stream().mapToDouble(row -> row.bytes().sum()).max().orElse(0);
    rows.forEach(row -> lines.add(line(row, most)));
    double keys = rows.stream().mapToDouble(row -> row.bytes().sum()).sum();
    lines.add(
        "  %-26s %-20s %9s"
            .formatted("Redis itself", "", Bytes.text((double) sample.usedBytes() - keys)));
    lines.add("");
    lines.add("What a setting would save of that, ± for 19 of 20 samples");
    changes.forEach(change -> lines.add(line(change)));
    lines.addAll(warnings(changes));
    return lines;
  }

  /// The largest first.
  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      Estimate keys = sample.sum(key -> isOf(feature, key) ? 1 : 0);
      if (keys.sum() > 0) {
        rows.add(new Row(feature, keys, sample.sum(key -> isOf(feature, key) ? key.bytes() : 0)));
      }
    }
    rows.sort(Comparator.comparingDouble((Row row) -> row.bytes().sum()).reversed());
    return rows;
  }

  private static boolean isOf(Feature feature, DrawnKey key) {
    return feature.keyspaces.contains(key.keyspace());
  }

  private static String line(Row row, double most) {
    int width = (int) Math.ceil(row.bytes().sum() / most * BAR);
    return "  %-26s %-20s %9s ± %-8s in %,.0f keys"
        .formatted(
            row.feature().title,
            "█".repeat(width),
            Bytes.text(row.bytes().sum()),
            Bytes.text(2 * row.bytes().error()),
            row.keys().sum());
  }

  /// What would not be there with a change.
  Estimate saved(Change change) {
    return sample.sum(key -> change.ends(key, now, timeToLive) ? key.bytes() : 0);
  }

  private String line(Change change) {
    Estimate saved = saved(change);
    double used = Math.max(1.0, (double) sample.usedBytes());
    return String.format(
        Locale.ROOT,
        "  %-26s %4.1f %% %9s ± %-8s %s (%s)",
        change,
        100 * saved.sum() / used,
        Bytes.text(saved.sum()),
        Bytes.text(2 * saved.error()),
        change.setting().saved,
        change.setting().service);
  }

  /// What makes a figure wrong.
  private List<String> warnings(List<Change> changes) {
    boolean asked =
        changes.stream().anyMatch(change -> change.setting() == Change.Setting.TIME_TO_LIVE);
    long longest =
        sample.nodes().stream()
            .flatMap(node -> node.drawn().stream())
            .filter(key -> key.keyspace().equals("home"))
            .mapToLong(DrawnKey::left)
            .max()
            .orElse(0);
    return asked && longest > timeToLive.toMillis()
        ? List.of(
            "",
            "  ! A home timeline lives for %s longer: home.timeToLive is not %s. Say what it is: --time-to-live"
                .formatted(Duration.ofMillis(longest).truncatedTo(ChronoUnit.SECONDS), timeToLive))
        : List.of();
  }
}
