package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.local.LocalException;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.client.RelationChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A system in containers, used as its users do, through the edge. Only against one that runs:
/// `deploy/compose/try` starts one and sets `FEED_COMPOSE` (its address) and
/// `FEED_COMPOSE_SECRETS`. It may be used before, and a part of it be away: an answer 503 is asked
/// again, as clients do.
class ContainersIT {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private Edge edge;
  private FeedClient api;
  private Secrets secrets;

  private final String run = Long.toString(System.nanoTime(), 36);

  @BeforeEach
  void find() throws Exception {
    Optional<String> address = Optional.ofNullable(System.getenv("FEED_COMPOSE"));
    assumeTrue(address.isPresent(), "no system in containers: deploy/compose/try starts one");
    Path folder = Path.of(Optional.ofNullable(System.getenv("FEED_COMPOSE_SECRETS")).orElseThrow());
    edge = new Edge(address.orElseThrow(), folder);
    api = new FeedClient(this::patiently);
    secrets = Secrets.open(folder);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(BOUND).pollInterval(Duration.ofMillis(200));
  }

  /// Again while it is told to come again, or the edge has nobody to ask.
  private Answer patiently(Call call) {
    Call same =
        call.method().equals("POST") ? call.withIdempotencyKey(run + call.hashCode()) : call;
    return await(call.method() + " " + call.path())
        .until(
            () -> edge.send(same),
            answer -> answer.status() != 502 && answer.status() != 503 && answer.status() != 504);
  }

  private record Person(long id, String token) {}

  /// Under another name at each try: whether one that was answered 503 exists is not known.
  private Person person(String name) {
    JsonNode account =
        await("an account")
            .ignoreException(LocalException.class)
            .until(
                () ->
                    new FeedClient(edge)
                        .createAccount(
                            secrets.operator(),
                            name + "_" + Long.toString(System.nanoTime(), 36),
                            false),
                JsonNode::isObject);
    long id = account.path("id").asLong();
    return new Person(id, secrets.token(id));
  }

  /// Again until it is gone: one that was answered 503 may have been done.
  private void delete(Person author, String post) {
    Call call = new Call("DELETE", "/api/v1/statuses/" + post, author.token(), null, null);
    await("deleted").until(() -> edge.send(call).status(), List.of(200, 404)::contains);
  }

  private List<String> home(Person whose) {
    return texts(api.home(whose.token(), 40));
  }

  private static List<String> texts(JsonNode statuses) {
    return StreamSupport.stream(statuses.spliterator(), false)
        .map(status -> status.path("content").asText().replaceAll("<[^>]*>", ""))
        .toList();
  }

  private String post(Person author, String text) {
    return api.post(author.token(), JsonNodeFactory.instance.objectNode().put("status", text))
        .path("id")
        .asText();
  }

  @Test
  void aPostReachesItsFollowersUntilItIsDeleted() {
    Person author = person("ann");
    Person follower = person("bob");
    Person stranger = person("cat");
    assertThat(home(follower)).isEmpty();
    assertThat(home(stranger)).isEmpty();

    api.change(follower.token(), author.id(), new RelationChange.Follow(true));
    String first = post(author, "first of " + run);
    String second = post(author, "second of " + run);
    await("both are delivered")
        .untilAsserted(
            () ->
                assertThat(home(follower)).containsExactly("second of " + run, "first of " + run));
    assertThat(home(stranger)).isEmpty();

    delete(author, first);
    await("one is gone")
        .untilAsserted(() -> assertThat(home(follower)).containsExactly("second of " + run));
    assertThat(edge.send(Call.get("/api/v1/statuses/" + first, null)).status()).isEqualTo(404);

    api.change(follower.token(), author.id(), new RelationChange.Unfollow());
    await("nothing is left").untilAsserted(() -> assertThat(home(follower)).isEmpty());
    assertThat(api.hasStatus(Long.parseLong(second))).isTrue();
  }

  @Test
  void whatIsPublishedIsFoundByTheIndex() {
    Person author = person("dan");
    String id = post(author, "found by its tag #c" + run);
    await("the index has it")
        .untilAsserted(
            () -> {
              Answer found = edge.send(Call.get("/api/v1/timelines/tag/c" + run, null));
              assertThat(found.status()).isEqualTo(200);
              assertThat(found.body().path(0).path("id").asText()).isEqualTo(id);
            });
  }

  /// A client may have subscribed before the reader has: so posts are published until one is told.
  @Test
  void whoListensIsToldThroughTheEdge() throws Exception {
    Person author = person("eve");
    var stream = edge.listen(author.token());
    assertThat(stream.statusCode()).isEqualTo(200);
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(
                      new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                told.complete(lines.lines().anyMatch(line -> line.contains("live of " + run)));
              } catch (IOException | UncheckedIOException e) {
                told.completeExceptionally(e);
              }
            });
    await("an event comes")
        .until(
            () -> {
              post(author, "live of " + run + " " + System.nanoTime());
              return told.isDone();
            });
    assertThat(told.join()).isTrue();
  }

  @Test
  void theEdgeIsEncryptedAndHandsOutNothingButTheApi() throws Exception {
    assertThat(edge.get("/api/v1/instance").headers().firstValue("Strict-Transport-Security"))
        .isPresent();
    for (String path : List.of("/metrics", "/healthcheck", "/threads", "/operations/")) {
      assertThat(edge.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(edge.send(Call.get("/api/v1/timelines/home", null)).status()).isEqualTo(401);
    assertThat(edge.send(Call.get("/api/v1/timelines/home", "forged.token.here")).status())
        .isEqualTo(401);
  }
}
