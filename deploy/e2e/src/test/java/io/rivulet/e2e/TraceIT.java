package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// All services, with everything traced.
class TraceIT {
  private static final String POST = "POST /api/v1/statuses";

  private static Collector collector;
  private static RunningSystem system;

  @BeforeAll
  static void start() {
    collector = new Collector();
    system = RunningSystem.withTraces(collector.address());
  }

  @AfterAll
  static void stop() {
    system.close();
    collector.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  /// A client's trace, whose id tells the spans of one test from others.
  private static String traceparent(String trace, String flags) {
    return "00-" + trace + "-00f067aa0ba902b7-" + flags;
  }

  private static String publish(String token, String text, String traceparent) {
    Api.Answer answer =
        system.api.send(
            token,
            "POST",
            "/api/v1/statuses",
            Map.of("status", text),
            Map.of("traceparent", traceparent));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("id").asText();
  }

  private static Collector.Received only(List<Collector.Received> spans, String name) {
    List<Collector.Received> named =
        spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.getFirst();
  }

  private static Set<String> names(String trace) {
    return collector.trace(trace).stream()
        .map(Collector.Received::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void follow(String token, String author) {
    var _ = system.api.post(token, "/api/v1/accounts/" + system.id(author) + "/follow", Map.of());
  }

  /// A follower who has read his home timeline once, so that posts are delivered to it.
  private static String follower(String name, String author) {
    String token = system.account(name);
    follow(token, author);
    soon()
        .until(
            () -> {
              var home = system.api.get(token, "/api/v1/timelines/home");
              return home.status() == 200;
            });
    return token;
  }

  @Test
  void aPostIsOneTraceFromTheRequestToRedis() {
    String ann = system.account("trace_ann");
    String ben = follower("trace_ben", "trace_ann");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4701";
    String id = publish(ann, "traced", traceparent(trace, "00"));
    soon().untilAsserted(() -> assertThat(names(trace)).contains(POST, "publish", "plan"));
    soon().untilAsserted(() -> assertThat(names(trace)).contains("deliver"));

    List<Collector.Received> spans = collector.trace(trace);
    Collector.Received request = only(spans, POST);
    Collector.Received publish = only(spans, "publish");
    Collector.Received plan = only(spans, "plan");
    assertThat(request.parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(publish.parent()).isEqualTo(request.id());
    assertThat(plan.parent()).isEqualTo(publish.id());
    // One each of ann's and ben's partition, or one of both.
    List<Collector.Received> delivered =
        spans.stream().filter(span -> span.name().equals("deliver")).toList();
    assertThat(delivered)
        .allSatisfy(
            span -> {
              assertThat(span.parent()).isEqualTo(plan.id());
              assertThat(span.service()).isEqualTo("feed-fanout");
              assertThat(span.attributes()).containsKeys("recipients", "redis.microseconds");
              assertThat(Integer.parseInt(span.attributes().get("redis.calls"))).isPositive();
            });
    assertThat(request.service()).isEqualTo("feed-ingest");
    assertThat(publish.service()).isEqualTo("feed-ingest");
    assertThat(plan.service()).isEqualTo("feed-fanout");
    assertThat(request.attributes())
        .containsEntry("http.response.status_code", "200")
        .containsEntry("http.route", "/api/v1/statuses");
    assertThat(spans)
        .filteredOn(span -> span.name().equals("redis"))
        .isNotEmpty()
        .allSatisfy(span -> assertThat(span.parent()).isEqualTo(request.id()));
    soon()
        .untilAsserted(
            () -> assertThat(system.api.all(ben, "/api/v1/timelines/home", 40)).contains(id));
  }

  @Test
  void aClientWithoutATraceBeginsOneAndAnInvalidHeaderIsNone() {
    String ann = system.account("trace_new");
    Set<String> before = traces(POST);
    String _ = publish(ann, "new", "00-00000000000000000000000000000000-00f067aa0ba902b7-01");
    soon().untilAsserted(() -> assertThat(traces(POST).size()).isGreaterThan(before.size()));
    Set<String> begun = traces(POST);
    begun.removeAll(before);
    assertThat(begun).allSatisfy(trace -> assertThat(trace).doesNotMatch("0+"));
    assertThat(
            collector.all().stream()
                .filter(span -> begun.contains(span.trace()) && span.name().equals(POST)))
        .allSatisfy(span -> assertThat(span.parent()).isEmpty());
  }

  private static Set<String> traces(String name) {
    return collector.all().stream()
        .filter(span -> span.name().equals(name))
        .map(Collector.Received::trace)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aSubmissionIsTracedAsARequestIs() {
    String _ = system.account("trace_cat");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4703";
    String submission =
        "{\"type\":\"post\",\"author\":\"@trace_cat\",\"clientKey\":\"t-1\",\"text\":\"hello\"}";
    system.submit(
        submission.getBytes(StandardCharsets.UTF_8),
        Map.of("traceparent", traceparent(trace, "01")));
    soon().untilAsserted(() -> assertThat(names(trace)).contains("submission", "publish", "plan"));
    List<Collector.Received> spans = collector.trace(trace);
    assertThat(only(spans, "publish").parent()).isEqualTo(only(spans, "submission").id());
    assertThat(only(spans, "plan").parent()).isEqualTo(only(spans, "publish").id());
  }

  @Test
  void aRecordThatComesAgainMakesNoOtherTraceAndOneOfLongAgoNone() {
    String ann = system.account("trace_dan");
    String _ = follower("trace_eve", "trace_dan");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4704";
    String _ = publish(ann, "again", traceparent(trace, "01"));
    soon().untilAsserted(() -> assertThat(names(trace)).contains("plan", "deliver"));
    ConsumerRecord<byte[], byte[]> record =
        system.records(Topics.POSTS).stream()
            .filter(one -> text(one.headers(), "traceparent").contains(trace))
            .findFirst()
            .orElseThrow();
    Set<String> before = traces("plan");
    long deliveries = count(trace, "deliver");
    // In the partition's order: were it traced, its spans would be there when the next one's are.
    system.again(record, record.timestamp() - Duration.ofHours(2).toMillis());
    system.again(record, record.timestamp());
    soon().untilAsserted(() -> assertThat(count(trace, "plan")).isEqualTo(2));
    soon().untilAsserted(() -> assertThat(count(trace, "deliver")).isGreaterThan(deliveries));
    assertThat(count(trace, "plan")).as("the one of long ago is none").isEqualTo(2);
    Set<String> after = traces("plan");
    after.removeAll(before);
    assertThat(after).as("traces that a repeated record made").isEmpty();
  }

  private static long count(String trace, String name) {
    return collector.trace(trace).stream().filter(span -> span.name().equals(name)).count();
  }

  private static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
  }

  @Test
  void noStateRemembersATrace() {
    String ann = system.account("trace_fay");
    String _ = follower("trace_gus", "trace_fay");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4705";
    String _ = publish(ann, "state", traceparent(trace, "01"));
    soon().untilAsserted(() -> assertThat(names(trace)).contains("deliver"));
    for (String store : List.of("authors", "followers", "following", "reactions")) {
      String changelog = "feed-fanout-" + store + "-changelog";
      assertThat(system.records(changelog))
          .as(changelog)
          .isNotEmpty()
          .allSatisfy(record -> assertThat(text(record.headers(), "traceparent")).isEmpty());
    }
    assertThat(system.records(Topics.DELIVERIES))
        .anySatisfy(record -> assertThat(text(record.headers(), "traceparent")).contains(trace))
        .allSatisfy(record -> assertThat(record.headers().toArray()).hasSizeLessThanOrEqualTo(2));
  }

  @Test
  void readsAreTracedByTheirRouteAndWithoutAnythingOfTheViewers() {
    String hal = system.account("trace_hal");
    String post = system.api.publish(hal, "secret words");
    var _ = system.api.get(hal, "/api/v1/statuses/" + post + "?limit=7");
    String route = "GET /api/v1/statuses/{id}";
    soon().untilAsserted(() -> assertThat(traces(route)).isNotEmpty());
    assertThat(collector.all())
        .filteredOn(span -> span.name().equals(route))
        .allSatisfy(span -> assertThat(span.service()).isEqualTo("feed-reader"));
    // It is answered in front of all others.
    var _ = system.api.get(hal, "/api/v1/timelines/home?limit=7");
    String home = "GET /api/v1/timelines/home";
    soon().untilAsserted(() -> assertThat(traces(home)).anySatisfy(TraceIT::hasReadRedis));
    assertThat(collector.all())
        .allSatisfy(
            span -> {
              assertThat(span.name()).doesNotContain(post, "?", hal);
              assertThat(span.attributes().values().toString())
                  .doesNotContain(post, "secret", "limit=7", hal, "Bearer");
            });
  }

  /// Other reads may have found all in memory.
  private static void hasReadRedis(String trace) {
    Collector.Received request = only(collector.trace(trace), "GET /api/v1/timelines/home");
    assertThat(collector.trace(trace))
        .filteredOn(span -> span.name().equals("redis"))
        .isNotEmpty()
        .allSatisfy(span -> assertThat(span.parent()).isEqualTo(request.id()));
  }

  @Test
  void aCollectorThatHangsHoldsNothingUp() {
    String ann = system.account("trace_ida");
    String ben = follower("trace_joe", "trace_ida");
    collector.hang();
    try {
      long began = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        String id = system.api.publish(ann, "while it hangs " + i);
        soon()
            .untilAsserted(
                () -> assertThat(system.api.all(ben, "/api/v1/timelines/home", 40)).startsWith(id));
      }
      // Twenty posts that each waited for the collector would take its five seconds each.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    } finally {
      collector.answer();
    }
    String trace = "4bf92f3577b34da6a3ce929d0e0e4707";
    soon()
        .untilAsserted(
            () -> {
              String _ = publish(ann, "it answers again", traceparent(trace, "01"));
              assertThat(names(trace)).contains(POST);
            });
  }

  @Test
  void logLinesOfWhatIsTracedTellTheTrace() throws IOException {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4708";
    system.submit(
        "{\"type\":\"post\"}".getBytes(StandardCharsets.UTF_8),
        Map.of("traceparent", traceparent(trace, "01")));
    Path folder = system.data().resolve("feed-ingest");
    soon()
        .untilAsserted(
            () -> assertThat(logs(folder)).contains("dead letter").contains("traceId=" + trace));
  }

  private static String logs(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(log));
      }
      return all.toString();
    }
  }
}
