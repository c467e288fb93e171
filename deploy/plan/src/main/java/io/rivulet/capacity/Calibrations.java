package io.rivulet.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads what the last `bench` runs on this machine found, and takes what was recorded where there
/// is none, saying which.
final class Calibrations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<String> sources = new ArrayList<>();

  private Calibrations(Path folder) {
    this.folder = folder;
  }

  /// @param folder in which `bench` leaves its figures
  static Calibration read(Path folder) {
    return new Calibrations(folder).read();
  }

  private Calibration read() {
    List<String> recorded = Calibration.RECORDED.sources();
    Calibration.Delivery full = Calibration.RECORDED_FULL;
    Calibration.Half half = Calibration.RECORDED_HALF;
    Fanout fanout = of("fanout", "deliveries", recorded.get(0), Calibrations::fanout);
    if (fanout != null) {
      full = fanout.full();
      half = fanout.half();
    }
    Calibration.Calls calls = of("ceiling", "calls", recorded.get(1), Calibrations::calls);
    // No run tells by itself what a record costs.
    sources.add(recorded.get(2));
    Calibration.Memory memory = of("memory", "memory", recorded.get(3), Calibrations::memory);
    Calibration.Page page = of("read", "pages", recorded.get(4), Calibrations::page);
    return new Calibration(
        full,
        half,
        calls == null ? Calibration.RECORDED_CALLS : calls,
        Calibration.RECORDED_RECORDS,
        memory == null ? Calibration.RECORDED_MEMORY : memory,
        page == null ? Calibration.RECORDED_PAGE : page,
        List.copyOf(sources));
  }

  private <T> @Nullable T of(
      String benchmark, String what, String otherwise, Function<JsonNode, T> reading) {
    Path file = folder.resolve(benchmark + ".json");
    if (!Files.isReadable(file)) {
      sources.add("%s (no %s)".formatted(otherwise, file));
      return null;
    }
    try {
      JsonNode report = JSON.readTree(file.toFile());
      T figures = reading.apply(report);
      sources.add(
          "%s: last `bench %s`, %s of %s, %s"
              .formatted(
                  what,
                  benchmark,
                  file,
                  Files.getLastModifiedTime(file).toInstant(),
                  report.path("machine").path("processor").asText("unknown processor")));
      return figures;
    } catch (IOException | IllegalArgumentException e) {
      sources.add("%s (%s is of no use: %s)".formatted(otherwise, file, e.getMessage()));
      return null;
    }
  }

  private record Fanout(Calibration.Delivery full, Calibration.Half half) {}

  private static Fanout fanout(JsonNode report) {
    JsonNode steady = row(report, row -> row.path("mode").asText().equals("steady"), "steady");
    JsonNode half = row(report, row -> row.path("load").asText().equals("50 %"), "50 % load");
    String graph = report.path("settings").path("graph").asText();
    if (!graph.startsWith("power law")) {
      throw new IllegalArgumentException("of another graph than a power law");
    }
    return new Fanout(
        new Calibration.Delivery(
            number(steady.path("deliveriesASecond"), "median"),
            number(steady, "entriesAVisit"),
            number(steady, "timelinesACall"),
            number(steady, "redisMicros"),
            number(steady, "kafkaMicros"),
            number(steady, "workerMicros"),
            Integer.parseInt(report.path("settings").path("partitions").asText()),
            followers(graph)),
        new Calibration.Half(
            number(half, "postsASecond"),
            number(half, "redisMicros"),
            number(half, "kafkaMicros"),
            number(half, "workerMicros")));
  }

  /// Of the name of a graph: follows by accounts.
  private static double followers(String graph) {
    String[] parts = graph.split(", ", -1);
    if (parts.length < 3) {
      throw new IllegalArgumentException("a graph without accounts and follows");
    }
    return Double.parseDouble(parts[2].replaceAll("\\D", ""))
        / Double.parseDouble(parts[1].replaceAll("\\D", ""));
  }

  private static Calibration.Calls calls(JsonNode report) {
    double one = call(report, 1);
    double hundred = call(report, 100);
    return new Calibration.Calls(
        Math.max(0, one - hundred) / (1 - 1 / 100.0), Calibration.RECORDED_CALLS.worker());
  }

  private static double call(JsonNode report, int timelines) {
    JsonNode row =
        row(
            report,
            one -> one.path("load").asText().equals(timelines + " a call"),
            timelines + " timelines a call");
    return number(row.path("cpuMicros"), "median");
  }

  private static Calibration.Memory memory(JsonNode report) {
    JsonNode found = row(report, row -> row.has("redis"), "Redis");
    Calibration.Memory recorded = Calibration.RECORDED_MEMORY;
    return new Calibration.Memory(
        user(found, "home timelines"),
        user(found, "accounts and"),
        user(found, "bodies"),
        recorded.edge(),
        recorded.storedAccount(),
        recorded.storedPost());
  }

  private static double user(JsonNode found, String keyspace) {
    for (JsonNode row : found.path("redis")) {
      if (row.path("keyspace").asText().contains(keyspace)) {
        return number(row, "bytes") / number(row, "users");
      }
    }
    throw new IllegalArgumentException("no row of " + keyspace);
  }

  private static Calibration.Page page(JsonNode report) {
    JsonNode home =
        row(
            report,
            row ->
                row.path("what").asText().equals("home")
                    && row.path("load").asText().equals("maximum"),
            "home at the maximum");
    return new Calibration.Page(number(home, "serverMicros"), number(home, "redisMicros"));
  }

  private static JsonNode row(JsonNode report, Predicate<JsonNode> wanted, String name) {
    for (JsonNode row : report.path("rows")) {
      if (wanted.test(row)) {
        return row;
      }
    }
    throw new IllegalArgumentException("no row of " + name);
  }

  private static double number(JsonNode of, String name) {
    double number = of.path(name).asDouble(Double.NaN);
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("no %s above 0".formatted(name));
    }
    return number;
  }
}
