package io.rivulet.faults.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run found.
///
/// @param calm deliveries before the first fault
/// @param outcomes fault by fault
/// @param during deliveries from the first fault on
/// @param facts what the load did and the audit saw, for people
/// @param problems whatever was not as promised; nothing if all was
record FaultReport(
    Surroundings surroundings,
    Latency calm,
    List<Outcome> outcomes,
    Latency during,
    List<String> facts,
    List<String> problems) {
  private static final String ROW = "%-52s %7s %7s %7s %7s %7s %7s %7s %11s";
  private static final ObjectMapper JSON = new ObjectMapper();

  FaultReport {
    outcomes = List.copyOf(outcomes);
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
  }

  boolean clean() {
    return problems.isEmpty();
  }

  /// For a terminal.
  List<String> lines() {
    List<String> lines = new ArrayList<>(surroundings.lines());
    lines.add("");
    lines.add(
        ROW.formatted(
            "fault, times in seconds",
            "at",
            "length",
            "ready",
            "well",
            "p50",
            "p99",
            "stall",
            "publishing"));
    outcomes.forEach(outcome -> lines.add(row(outcome)));
    lines.add("");
    lines.add("before the first fault: " + calm.text());
    lines.add("from then on:           " + during.text());
    lines.addAll(facts);
    problems.forEach(problem -> lines.add("WRONG: " + problem));
    lines.add(
        clean()
            ? "RIGHT: nothing acknowledged is missing, nothing is there twice, all is as Kafka says"
            : "WRONG in %d ways".formatted(problems.size()));
    int leftOut = surroundings.leftOut().size();
    if (leftOut > 0) {
      lines.add("NOT TRIED: %d kinds of faults, see above what was left out".formatted(leftOut));
    }
    return lines;
  }

  private static String row(Outcome outcome) {
    return ROW.formatted(
        outcome.fault(),
        seconds(outcome.span().at()),
        seconds(outcome.span().length()),
        seconds(outcome.recovery().ready()),
        seconds(outcome.recovery().well()),
        seconds(outcome.delivery().median()),
        seconds(outcome.delivery().p99()),
        seconds(outcome.delivery().longest()),
        seconds(outcome.publishing()));
  }

  static String seconds(Duration time) {
    return "%.1f".formatted(time.toMillis() / 1_000.0);
  }

  static String seconds(Optional<Duration> time) {
    return time.map(FaultReport::seconds).orElse("never");
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("clean", clean());
    root.put("seed", surroundings.seed());
    root.put("hosts", surroundings.hosts());
    add(root.putArray("leftOut"), surroundings.leftOut());
    root.set("calm", json(calm));
    root.set("during", json(during));
    ArrayNode faults = root.putArray("faults");
    outcomes.forEach(outcome -> faults.add(json(outcome)));
    add(root.putArray("facts"), facts);
    add(root.putArray("problems"), problems);
    return root.toPrettyString() + "\n";
  }

  private static void add(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode json(Latency latency) {
    return JSON.createObjectNode()
        .put("probes", latency.probes())
        .put("p50Millis", latency.median().toMillis())
        .put("p99Millis", latency.p99().toMillis())
        .put("maxMillis", latency.longest().toMillis());
  }

  private static ObjectNode json(Outcome outcome) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", outcome.kind())
            .put("fault", outcome.fault())
            .put("atMillis", outcome.span().at().toMillis())
            .put("lengthMillis", outcome.span().length().toMillis())
            .put("readyMillis", millis(outcome.recovery().ready()))
            .put("wellMillis", millis(outcome.recovery().well()))
            .put("lastToBeWell", outcome.recovery().last())
            .put("longestPublishingMillis", outcome.publishing().toMillis());
    node.set("delivery", json(outcome.delivery()));
    return node;
  }

  private static @Nullable Long millis(Optional<Duration> time) {
    return time.map(Duration::toMillis).orElse(null);
  }
}
