package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingIT {
  private static RunningIngest ingest;
  private static Redis redis;

  @BeforeAll
  static void start() {
    Topic.createAll(TestServers.kafka());
    redis = new Redis(RedisSettings.of(TestServers.redis()));
    ingest = new RunningIngest(TestServers.kafka(), TestServers.redis(), 0);
  }

  @AfterAll
  static void stop() {
    ingest.close();
    redis.close();
  }

  private static <E extends Event> List<E> events(String topic, Class<E> type, long key) {
    return Topic.read(TestServers.kafka(), topic).stream()
        .filter(record -> key(record).equals(Long.toString(key)))
        .map(record -> EventJson.decode(record.value()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.US_ASCII);
  }

  private static PostBody overlay(String id) {
    return redis.await(new OverlayReader(redis).post(Long.parseLong(id))).orElseThrow();
  }

  @Test
  void postIsPublishedAndAtOnceInTheOverlay() throws Exception {
    String name = RunningIngest.newName();
    long author = ingest.account(name);
    long named = ingest.account("Bob_" + author);
    Answer answer = ingest.publish(author, "Hello @bob_" + author + " #Rivulet");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    JsonNode status = answer.body();
    assertThat(status.path("content").asText()).contains("Hello");
    assertThat(status.path("account").path("username").asText()).isEqualTo(name);
    assertThat(status.path("account").path("followers_count").asInt(-1)).isZero();
    assertThat(status.path("reblog").isNull()).isTrue();
    assertThat(status.path("favourited").isBoolean()).isTrue();

    PostPublished published = events(Topics.POSTS, PostPublished.class, author).getFirst();
    assertThat(Long.toString(published.id())).isEqualTo(answer.id());
    assertThat(published.content().tags()).containsExactly("rivulet");
    assertThat(published.content().mentions().getFirst().account()).isEqualTo(named);
    assertThat(overlay(answer.id()).author()).isEqualTo(author);
    assertThat(redis.await(new OverlayReader(redis).own(author)))
        .containsOnlyKeys(Long.parseLong(answer.id()));
  }

  @Test
  void sameIdempotencyKeyIsTheSamePost() throws Exception {
    long author = ingest.account();
    Answer first = ingest.publishWithKey(author, "once", "key 1");
    Answer second = ingest.publishWithKey(author, "once", "key 1");
    Answer other = ingest.publishWithKey(author, "once", "key 2");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(events(Topics.POSTS, PostPublished.class, author)).hasSize(2);
  }

  @Test
  void replyKnowsWhomItAnswers() throws Exception {
    long author = ingest.account();
    long other = ingest.account();
    String first = ingest.publish(author, "first").id();
    Answer reply =
        ingest.as(
            other,
            "POST",
            "/api/v1/statuses",
            "{\"status\":\"second\",\"in_reply_to_id\":\"" + first + "\"}");
    assertThat(reply.body().path("in_reply_to_account_id").asText())
        .isEqualTo(Long.toString(author));
    assertThat(
            ingest
                .as(
                    other,
                    "POST",
                    "/api/v1/statuses",
                    "{\"status\":\"x\",\"in_reply_to_id\":\"77\"}")
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\":\"  \"}",
        "{\"status\":\"x\",\"visibility\":\"nobody\"}",
        "{\"status\":\"x\",\"media_ids\":[\"1\"]}",
        "{\"status\":\"x\",\"in_reply_to_id\":\"abc\"}",
        "{\"status\":\"x\",\"media\":[{\"kind\":\"image\",\"url\":\"javascript:alert(1)\"}]}",
        "{\"status\":\"x\",\"media\":[{\"kind\":\"image\",\"url\":\"http://a.b/c\",\"width\":1e9}]}",
        "{\"status\":{\"a\":1}}"
      })
  void invalidPostIsRefusedWithItsReason(String json) throws Exception {
    Answer answer = ingest.as(ingest.account(), "POST", "/api/v1/statuses", json);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.error()).startsWith("Validation failed: ");
  }

  @Test
  void tooLongTextIsRefused() throws Exception {
    assertThat(ingest.publish(ingest.account(), "x".repeat(5_001)).status()).isEqualTo(422);
    assertThat(ingest.publish(ingest.account(), "x".repeat(5_000)).status()).isEqualTo(200);
  }

  @Test
  void unknownMembersAndNullsAreIgnored() throws Exception {
    Answer answer =
        ingest.as(
            ingest.account(),
            "POST",
            "/api/v1/statuses",
            "{\"status\":\"x\",\"media_ids\":[],\"poll\":null,\"in_reply_to_id\":null,"
                + "\"content_type\":\"text/plain\",\"local_only\":false,\"spoiler_text\":\"\","
                + "\"visibility\":\"private\",\"language\":\"en\",\"sensitive\":true}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("visibility").asText()).isEqualTo("private");
    assertThat(answer.body().path("sensitive").asBoolean()).isTrue();
  }

  @Test
  void editReplacesTheTextAndKeepsWhatIsNotMentioned() throws Exception {
    long author = ingest.account();
    Answer post =
        ingest.as(
            author,
            "POST",
            "/api/v1/statuses",
            "{\"status\":\"old\",\"language\":\"de\",\"media\":[{\"kind\":\"video\","
                + "\"url\":\"https://cdn.example/v.mp4\",\"preview_url\":\"https://cdn.example/p.jpg\","
                + "\"description\":\"a cat\",\"width\":640,\"height\":480,\"duration\":12.5}],"
                + "\"card\":{\"url\":\"https://example.org/\",\"title\":\"T\"}}");
    assertThat(post.status()).as(post.body().toString()).isEqualTo(200);
    Answer edited =
        ingest.as(
            author,
            "PUT",
            "/api/v1/statuses/" + post.id(),
            "{\"status\":\"new <b> & \\\"more\\\"\\nlines\"}");
    assertThat(edited.status()).as(edited.body().toString()).isEqualTo(200);
    assertThat(edited.body().path("edited_at").isNull()).isFalse();
    assertThat(edited.body().path("media_attachments"))
        .isEqualTo(post.body().path("media_attachments"));
    assertThat(edited.body().path("card")).isEqualTo(post.body().path("card"));
    assertThat(edited.body().path("language").asText()).isEqualTo("de");
    PostEdited event = events(Topics.POSTS, PostEdited.class, author).getFirst();
    assertThat(event.content().text()).isEqualTo("new <b> & \"more\"\nlines");

    Answer deleted = ingest.as(author, "DELETE", "/api/v1/statuses/" + post.id(), "");
    assertThat(deleted.body().path("text").asText()).isEqualTo("new <b> & \"more\"\nlines");
  }

  @Test
  void deletedIsGoneForEveryThingAtOnce() throws Exception {
    long author = ingest.account();
    String id = ingest.publish(author, "soon gone").id();
    Answer foreign = ingest.as(ingest.account(), "DELETE", "/api/v1/statuses/" + id, "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(ingest.as(author, "DELETE", "/api/v1/statuses/" + id, "").status()).isEqualTo(200);
    assertThat(overlay(id).deleted()).isTrue();
    assertThat(ingest.as(author, "DELETE", "/api/v1/statuses/" + id, "").status()).isEqualTo(404);
    assertThat(ingest.as(author, "PUT", "/api/v1/statuses/" + id, "{\"status\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(ingest.as(author, "POST", "/api/v1/statuses/" + id + "/reblog", "").status())
        .isEqualTo(404);
    assertThat(events(Topics.POSTS, PostDeleted.class, author))
        .singleElement()
        .satisfies(e -> assertThat(e.target()).isEqualTo(PostTarget.of(Long.parseLong(id))));
  }

  @Test
  void boostIsOneUntilItIsTakenBack() throws Exception {
    long author = ingest.account();
    long booster = ingest.account();
    String original = ingest.publish(author, "boost me").id();
    String path = "/api/v1/statuses/" + original;
    Answer boost = ingest.as(booster, "POST", path + "/reblog", "{}");
    assertThat(boost.status()).as(boost.body().toString()).isEqualTo(200);
    assertThat(boost.id()).isNotEqualTo(original);
    JsonNode reblog = boost.body().path("reblog");
    assertThat(reblog.path("id").asText()).isEqualTo(original);
    assertThat(reblog.path("reblogged").asBoolean()).isTrue();
    assertThat(ingest.as(booster, "POST", path + "/reblog", "{}").id()).isEqualTo(boost.id());
    assertThat(ingest.as(booster, "POST", "/api/v1/statuses/" + boost.id() + "/reblog", "").id())
        .as("boost of a boost is one of the original")
        .isEqualTo(boost.id());

    Answer unboost = ingest.as(booster, "POST", path + "/unreblog", "");
    assertThat(unboost.id()).isEqualTo(original);
    assertThat(unboost.body().path("reblogged").asBoolean(true)).isFalse();
    assertThat(ingest.as(booster, "POST", path + "/unreblog", "").status()).isEqualTo(200);
    assertThat(overlay(boost.id()).deleted()).isTrue();

    Answer again = ingest.as(booster, "POST", path + "/reblog", "");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.id()).isNotEqualTo(boost.id());
    assertThat(events(Topics.POSTS, PostPublished.class, booster)).hasSize(2);
    assertThat(events(Topics.POSTS, PostDeleted.class, booster)).hasSize(1);
  }

  @Test
  void boostIsTakenBackThoughRedisHasLostIt() throws Exception {
    long booster = ingest.account();
    String path = "/api/v1/statuses/" + ingest.publish(ingest.account(), "boost me").id();
    long boost = Long.parseLong(ingest.as(booster, "POST", path + "/reblog", "").id());
    redis.await(redis.commands().del(Keyspace.post(boost), Keyspace.overlay(boost)));

    Answer unboost = ingest.as(booster, "POST", path + "/unreblog", "");
    assertThat(unboost.status()).as(unboost.body().toString()).isEqualTo(200);
    assertThat(unboost.body().path("reblogs_count").asInt(-1)).isZero();
    assertThat(ingest.as(booster, "POST", path + "/unreblog", "").status()).isEqualTo(200);
    assertThat(events(Topics.POSTS, PostDeleted.class, booster))
        .singleElement()
        .satisfies(e -> assertThat(e.target()).isEqualTo(PostTarget.of(boost)));
    assertThat(ingest.as(booster, "POST", path + "/reblog", "").id())
        .isNotEqualTo(Long.toString(boost));
  }

  @Test
  void deletingTheWrapperIsUnboosting() throws Exception {
    long author = ingest.account();
    String original = ingest.publish(author, "mine").id();
    String path = "/api/v1/statuses/" + original + "/reblog";
    String boost = ingest.as(author, "POST", path, "").id();
    assertThat(ingest.as(author, "DELETE", "/api/v1/statuses/" + boost, "").status())
        .isEqualTo(200);
    assertThat(ingest.as(author, "POST", path, "").id()).isNotEqualTo(boost);
  }

  @Test
  void postForFollowersIsAbsentForOthers() throws Exception {
    long author = ingest.account();
    Answer post =
        ingest.as(
            author, "POST", "/api/v1/statuses", "{\"status\":\"x\",\"visibility\":\"private\"}");
    String path = "/api/v1/statuses/" + post.id() + "/reblog";
    assertThat(ingest.as(ingest.account(), "POST", path, "").status()).isEqualTo(404);
    assertThat(ingest.as(author, "POST", path, "").status()).isEqualTo(200);
    assertThat(events(Topics.POSTS, PostPublished.class, author).getLast().visibility())
        .isEqualTo(Visibility.FOLLOWERS);
  }

  @Test
  void directPostIsForTheMentionedAndNobodysToBoost() throws Exception {
    String name = RunningIngest.newName();
    long named = ingest.account(name);
    long author = ingest.account();
    Answer post =
        ingest.as(
            author,
            "POST",
            "/api/v1/statuses",
            "{\"status\":\"psst @" + name + "\",\"visibility\":\"direct\"}");
    assertThat(post.status()).as(post.body().toString()).isEqualTo(200);
    assertThat(post.body().path("visibility").asText()).isEqualTo("direct");
    assertThat(events(Topics.POSTS, PostPublished.class, author).getFirst().visibility())
        .isEqualTo(Visibility.DIRECT);
    String reply = "{\"status\":\"x\",\"in_reply_to_id\":\"" + post.id() + "\"}";
    assertThat(ingest.as(named, "POST", "/api/v1/statuses", reply).status()).isEqualTo(200);
    assertThat(ingest.as(ingest.account(), "POST", "/api/v1/statuses", reply).status())
        .isEqualTo(404);
    String boost = "/api/v1/statuses/" + post.id() + "/reblog";
    assertThat(ingest.as(named, "POST", boost, "").status()).isEqualTo(404);
    assertThat(ingest.as(author, "POST", boost, "").status()).isEqualTo(404);
  }

  @Test
  void boostIsNeverDirect() throws Exception {
    long author = ingest.account();
    String path = "/api/v1/statuses/" + ingest.publish(author, "x").id() + "/reblog";
    assertThat(ingest.as(author, "POST", path, "{\"visibility\":\"direct\"}").status())
        .isEqualTo(422);
  }

  @Test
  void boostOfWhatWasMadeOnAClockAheadIsAboveItAndSoIsWhatFollows() throws Exception {
    long author = ingest.account();
    long booster = ingest.account();
    long ahead = Ids.firstAt(Instant.now().plus(Duration.ofMinutes(5))) + 77;
    writeAsTheFanOut(published(ahead, author));
    String path = "/api/v1/statuses/" + ahead + "/reblog";
    Answer boost = ingest.as(booster, "POST", path, "");
    assertThat(boost.status()).as(boost.body().toString()).isEqualTo(200);
    long id = Long.parseLong(boost.id());
    assertThat(id).isGreaterThan(ahead);
    assertThat(ingest.as(booster, "POST", path, "").id()).isEqualTo(boost.id());
    assertThat(Long.parseLong(ingest.publish(booster, "later").id())).isGreaterThan(id);

    long wild = Ids.firstAt(Instant.now().plus(Duration.ofDays(1)));
    writeAsTheFanOut(published(wild, author));
    assertThat(ingest.as(booster, "POST", "/api/v1/statuses/" + wild + "/reblog", "").status())
        .isEqualTo(422);
  }

  private static PostPublished published(long id, long author) {
    return new PostPublished(
        id,
        author,
        Ids.time(id),
        PostContent.ofText("x"),
        Visibility.PUBLIC,
        null,
        null,
        null,
        null);
  }

  private static void writeAsTheFanOut(PostPublished published) {
    WebAddresses addresses = new WebAddresses(URI.create("https://rivulet.example"));
    PostBody body = PostBody.of(Post.of(published), 0, new StatusRenderer(addresses));
    redis.await(redis.commands().set(Keyspace.post(published.id()), body.bytes()));
  }

  @Test
  void usernameIsGivenOnceWhateverItsCase() throws Exception {
    String name = RunningIngest.newName();
    ingest.account(name);
    String admin = ingest.token(1, "admin");
    Answer taken =
        ingest.send(
            "POST",
            "/api/v1/accounts",
            admin,
            "{\"username\":\"" + name.toUpperCase(java.util.Locale.ROOT) + "\"}");
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.error()).contains("taken");
    assertThat(ingest.send("POST", "/api/v1/accounts", admin, "{\"username\":\"a b\"}").status())
        .isEqualTo(422);
    assertThat(
            ingest
                .send("POST", "/api/v1/accounts", ingest.token(1, "write"), "{\"username\":\"x\"}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void profileKeepsWhatIsNotMentioned() throws Exception {
    long account = ingest.account();
    String path = "/api/v1/accounts/update_credentials";
    Answer first =
        ingest.as(account, "PATCH", path, "{\"display_name\":\"Ann\",\"note\":\"a\\n\\nb\"}");
    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    Answer second = ingest.as(account, "PATCH", path, "{\"bot\":true}");
    assertThat(second.body().path("display_name").asText()).isEqualTo("Ann");
    assertThat(second.body().path("source").path("note").asText()).isEqualTo("a\n\nb");
    assertThat(second.body().path("bot").asBoolean()).isTrue();
    assertThat(second.body().path("created_at")).isEqualTo(first.body().path("created_at"));
    AccountUpdated last = events(Topics.ACCOUNTS, AccountUpdated.class, account).getLast();
    assertThat(last.profile().note()).isEqualTo("a\n\nb");
    assertThat(last.profile().avatar()).isEmpty();
  }

  @Test
  void tokensWithoutAccountOrScopeAreRefused() throws Exception {
    assertThat(ingest.publish(987_654, "x").status()).isEqualTo(422);
    String reading = ingest.token(ingest.account(), "read");
    assertThat(ingest.send("POST", "/api/v1/statuses", reading, "{\"status\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(ingest.send("POST", "/api/v1/statuses", "bad", "{\"status\":\"x\"}").status())
        .isEqualTo(401);
  }

  @Test
  void metricsAndHealthAreOnTheAdminPort() throws Exception {
    ingest.publish(ingest.account(), "counted");
    assertThat(ingest.admin("/metrics"))
        .contains("rivulet_publish_seconds_count")
        .contains("event=\"post-published\"");
    assertThat(ingest.admin("/ready")).isEqualTo("{\"ready\":true,\"missing\":[]}");
  }
}
