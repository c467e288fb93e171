package io.rivulet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostPublished;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees of dead letters and does with them, on a Kafka of its own: the topic is
/// always the same.
final class DeadLettersIT {
  private static final String PATH = "/dead-letters";

  @TempDir private static Path folder;
  private static KafkaServer kafka;
  private static RedisServer redis;
  private static RunningIngest ingest;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start(ServerSettings.keptIn(folder));
    redis = RedisServer.start(ServerSettings.ephemeral());
    Topic.createAll(kafka.bootstrapServers());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    ingest = new RunningIngest(kafka.bootstrapServers(), redis.uri(), 1);
  }

  @AfterAll
  static void stop() {
    producer.close();
    ingest.close();
    redis.close();
    kafka.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  private static void submit(String author, String text) throws Exception {
    String value = "{\"type\":\"post\",\"author\":\"@%s\",\"text\":\"%s\"}".formatted(author, text);
    producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, 1, null, value.getBytes(UTF_8))).get();
  }

  private static JsonNode board() throws Exception {
    HttpResponse<String> answer = ingest.admin(HttpRequest.newBuilder(), PATH);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return RunningIngest.json(answer.body());
  }

  private static List<JsonNode> lettersWith(String text) throws Exception {
    return board()
        .path("newest")
        .valueStream()
        .filter(one -> one.path("excerpt").asText().contains(text))
        .toList();
  }

  private static JsonNode letterWith(String text) {
    return soon().until(() -> lettersWith(text), found -> found.size() == 1).getFirst();
  }

  private static HttpResponse<String> replay(String choice, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder().POST(BodyPublishers.ofString(choice));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return ingest.admin(request, PATH);
  }

  private static long replayed(String choice) throws Exception {
    HttpResponse<String> answer = replay(choice);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return RunningIngest.json(answer.body()).path("replayed").asLong();
  }

  private static String number(JsonNode letter) {
    return "{\"numbers\":[%d]}".formatted(letter.path("number").asLong());
  }

  private static long published(String text) {
    return Topic.read(kafka.bootstrapServers(), Topics.POSTS).stream()
        .map(record -> EventJson.decode(record.value()))
        .filter(event -> event instanceof PostPublished post && post.toString().contains(text))
        .count();
  }

  @Test
  void whatIsStillInvalidIsADeadLetterAnewAndWhatIsNotIsPublishedOnceHoweverOftenItIsPressed()
      throws Exception {
    String name = RunningIngest.newName();
    submit(name, "late of " + name);
    JsonNode first = letterWith("late of " + name);
    assertThat(first.path("state").asText()).isEqualTo("WAITING");
    assertThat(first.path("reason").asText()).isEqualTo("unknown-author");
    assertThat(first.path("topic").asText()).isEqualTo(Topics.SUBMISSIONS);
    assertThat(first.path("partition").asInt()).isEqualTo(1);

    assertThat(replayed(number(first))).isEqualTo(1);
    JsonNode second =
        soon()
            .until(
                () -> lettersWith("late of " + name),
                found ->
                    found.size() == 1
                        && found.getFirst().path("number").asLong() > first.path("number").asLong())
            .getFirst();
    assertThat(second.path("state").asText()).isEqualTo("WAITING");
    assertThat(replayed(number(first))).as("pressed again").isZero();

    var _ = ingest.account(name);
    Callable<Long> press = () -> replayed(number(second));
    try (ExecutorService operators = Executors.newFixedThreadPool(3)) {
      long sum = 0;
      for (Future<Long> one : operators.invokeAll(List.of(press, press, press))) {
        sum += one.get();
      }
      assertThat(sum).isEqualTo(1);
    }
    soon().until(() -> published("late of " + name) == 1);
    assertThat(lettersWith("late of " + name)).isEmpty();
    assertThat(replayed(number(second))).isZero();
    // What comes after it in its partition was worked on after it.
    submit(name, "then of " + name);
    soon().until(() -> published("then of " + name) == 1);
    assertThat(published("late of " + name)).isEqualTo(1);
  }

  @Test
  void allOfAReasonAreReplayedInTheirOrder() throws Exception {
    String name = RunningIngest.newName();
    String text = "{\"type\":\"boost\",\"author\":\"@%s\",\"post\":\"17\"}".formatted(name);
    for (int i = 0; i < 3; i++) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.SUBMISSIONS, 1, null, (text + " ".repeat(i)).getBytes(UTF_8)))
          .get();
    }
    var _ = ingest.account(name);
    soon().until(() -> lettersWith("@" + name).size() == 3);
    String reason = lettersWith("@" + name).getFirst().path("reason").asText();
    assertThat(replayed("{\"reason\":\"%s\"}".formatted(reason))).isGreaterThanOrEqualTo(3);
    List<Integer> sizes =
        soon()
            .until(
                () ->
                    Topic.read(kafka.bootstrapServers(), Topics.SUBMISSIONS).stream()
                        .map(record -> new String(record.value(), UTF_8))
                        .filter(value -> value.contains("@" + name))
                        .map(String::length)
                        .toList(),
                found -> found.size() == 6);
    assertThat(sizes.subList(3, 6)).isEqualTo(sizes.subList(0, 3)).isSorted();
  }

  @Test
  void whatHasAnOrderOfItsOwnIsShownAndStays() throws Exception {
    producer
        .send(
            new DeadLetter(
                    "invalid-event",
                    "no event\u001b[2J",
                    new DeadLetter.Source(Topics.POSTS, 0, 7),
                    Instant.parse("2026-11-22T18:36:50Z"),
                    "feed-fanout",
                    null,
                    "of the fan-out\u001b[2J".getBytes(UTF_8))
                .toRecord())
        .get();
    JsonNode letter = letterWith("of the fan-out");
    assertThat(letter.path("state").asText()).isEqualTo("STAYS");
    assertThat(letter.toString()).doesNotContain("\u001b", "\\u001b");
    assertThat(replayed(number(letter))).isZero();
    assertThat(replayed("{\"reason\":\"invalid-event\"}")).isZero();
    assertThat(letterWith("of the fan-out").path("state").asText()).isEqualTo("STAYS");
    JsonNode reason =
        board()
            .path("reasons")
            .valueStream()
            .filter(one -> one.path("reason").asText().equals("invalid-event"))
            .findFirst()
            .orElseThrow();
    assertThat(reason.path("letters").asLong()).isEqualTo(1);
    assertThat(reason.path("waiting").asLong()).isZero();
  }

  @Test
  void onlyWhoMayWriteReplaysAndNoForeignPage() throws Exception {
    String look = "Bearer " + ingest.token(1, "admin:read");
    String write = "Bearer " + ingest.token(1, "admin:write");
    String choice = "{\"numbers\":[]}";
    assertThat(replay(choice, "Authorization", look).statusCode()).isEqualTo(403);
    assertThat(replay(choice, "Authorization", write).statusCode()).isEqualTo(200);
    assertThat(replay(choice, "Origin", "https://elsewhere.example").statusCode()).isEqualTo(401);
    assertThat(replay(choice, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(401);
    HttpRequest.Builder asked = HttpRequest.newBuilder().header("Authorization", look);
    assertThat(ingest.admin(asked, PATH).statusCode()).isEqualTo(200);
    HttpRequest.Builder user =
        HttpRequest.newBuilder().header("Authorization", "Bearer " + ingest.token(1, "read"));
    assertThat(ingest.admin(user, PATH).statusCode()).isEqualTo(403);
  }

  @Test
  void aChoiceThatIsNoneIsToldWhatItShouldBe() throws Exception {
    for (String choice : List.of("", "{}", "[]", "{\"numbers\":[1],\"reason\":\"x\"}")) {
      HttpResponse<String> answer = replay(choice);
      assertThat(answer.statusCode()).as(choice).isEqualTo(400);
      assertThat(answer.body()).as(choice).contains("expected {\\\"numbers\\\": [17, 18]}");
    }
    assertThat(replay("{\"numbers\":[1.5]}").body()).contains("expected whole numbers, found 1.5");
    assertThat(replay("{").body()).contains("no JSON");
  }
}
