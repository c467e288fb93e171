package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.account.Counts;
import io.rivulet.event.Card;
import io.rivulet.event.Media;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reader.Client.Answer;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class ReaderIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final long ANNA = 101;
  private static final long BERT = 102;
  private static final long CLEO = 103;

  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(TestServers.redis());
  private static final Client client = new Client(app);
  private static Feed feed;

  @BeforeAll
  static void connect() {
    feed = new Feed(TimelineLimits.DEFAULT);
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  /// Anna follows Bert; Cleo is a stranger.
  @BeforeEach
  void begin() {
    feed.clear();
    feed.account(ANNA, "anna");
    feed.account(BERT, "bert");
    feed.account(CLEO, "cleo");
    feed.relate(ANNA, BERT);
  }

  private static void publish(long id, long author, long... viewers) {
    feed.publish(id, feed.post(id, author, "post " + id), viewers);
  }

  @Test
  void homeNeedsAToken() {
    Answer answer = client.get(HOME);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asText()).isEqualTo("The access token is invalid");
    assertThat(client.send(HOME, Client.token(ANNA, "write")).status()).isEqualTo(403);
  }

  @Test
  void homeShowsWhatTheFollowedPublishAndOwnPosts() {
    publish(1_000, BERT);
    publish(1_001, CLEO);
    publish(1_002, ANNA);
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_002L, 1_000L);
    publish(1_003, BERT, ANNA);
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_003L, 1_002L, 1_000L);
  }

  @Test
  void entryOfSomebodyNoLongerFollowedThatArrivesLateIsHidden() {
    publish(1_000, BERT);
    client.get(HOME, ANNA);
    feed.relate(ANNA);
    client.get(HOME, ANNA);
    publish(1_001, BERT, ANNA);
    assertThat(client.get(HOME, ANNA).ids()).isEmpty();
  }

  @Test
  void pagesFollowTheirLinksToTheEndBelowTheFloorToo() {
    client.get(HOME, ANNA);
    List<Long> published = LongStream.range(2_000, 3_300).boxed().toList();
    published.forEach(id -> publish(id, id % 2 == 0 ? BERT : ANNA, ANNA));
    List<Long> walked = new ArrayList<>();
    Optional<String> next = Optional.of(HOME + "?limit=40&since_id=7");
    while (next.isPresent()) {
      Answer page = client.get(next.get(), ANNA);
      assertThat(page.status()).isEqualTo(200);
      walked.addAll(page.ids());
      next = page.next();
      assertThat(next.isPresent()).isEqualTo(!page.ids().isEmpty());
    }
    assertThat(walked).isEqualTo(published.reversed());
    assertThat(client.get(HOME + "?limit=3&min_id=0", ANNA).ids())
        .containsExactly(2_002L, 2_001L, 2_000L);
  }

  @Test
  void linkNamesBothDirectionsAndKeepsTheLimit() {
    publish(1_000, BERT);
    publish(1_001, BERT);
    assertThat(client.get(HOME + "?limit=5&since_id=1", ANNA).header("Link"))
        .hasValue(
            "<https://feed.example/api/v1/timelines/home?limit=5&max_id=1000>; rel=\"next\","
                + " <https://feed.example/api/v1/timelines/home?limit=5&min_id=1001>;"
                + " rel=\"prev\"");
    assertThat(client.get(HOME + "?max_id=1", ANNA).header("Link")).isEmpty();
    assertThat(client.get(HOME + "?max_id=x", ANNA).status()).isEqualTo(422);
  }

  @Test
  void pageIsFullAlthoughMostEntriesAreDeleted() {
    client.get(HOME, ANNA);
    for (long id = 2_000; id < 2_200; id++) {
      publish(id, BERT, ANNA);
      if (id >= 2_030) {
        feed.body(id, feed.tombstone(BERT));
      }
    }
    assertThat(client.get(HOME, ANNA).ids())
        .isEqualTo(LongStream.range(2_010, 2_030).boxed().toList().reversed());
    assertThat(new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8))
        .contains("rivulet_reader_refills_total{list=\"home\"}")
        .contains("rivulet_reader_rebuilds_total{outcome=\"rebuilt\"}")
        .contains("rivulet_reader_hidden_total{rule=\"deleted\"}");
  }

  @Test
  void whatTheViewerDidShowsBeforeTheFanOutHasSeenIt() {
    publish(1_000, ANNA);
    client.get(HOME, ANNA);
    feed.overlay(1_001, feed.post(1_001, ANNA, "just now"));
    feed.overlay(1_002, feed.boost(1_002, ANNA, new PostRef(1_001, ANNA)));
    Answer home = client.get(HOME, ANNA);
    assertThat(home.ids()).containsExactly(1_002L, 1_001L, 1_000L);
    assertThat(home.json().path(0).path("reblog").path("content").asText())
        .isEqualTo("<p>just now</p>");
    assertThat(client.get("/api/v1/statuses/1001").status()).isEqualTo(200);
    assertThat(client.get("/api/v1/accounts/101/statuses").ids())
        .containsExactly(1_002L, 1_001L, 1_000L);

    feed.overlay(1_000, feed.post(1_000, ANNA, "edited"));
    feed.overlay(1_001, feed.tombstone(ANNA));
    home = client.get(HOME, ANNA);
    assertThat(home.ids()).containsExactly(1_000L);
    assertThat(home.json().path(0).path("content").asText()).isEqualTo("<p>edited</p>");
    assertThat(client.get("/api/v1/statuses/1001", ANNA).status()).isEqualTo(404);
  }

  @Test
  void boostOfADeletedPostIsHidden() {
    feed.body(1_000, feed.post(1_000, CLEO, "soon gone"));
    feed.publish(1_001, feed.boost(1_001, BERT, new PostRef(1_000, CLEO)));
    Answer home = client.get(HOME, ANNA);
    assertThat(home.ids()).containsExactly(1_001L);
    assertThat(home.json().at("/0/reblog/account/acct").asText()).isEqualTo("cleo");
    assertThat(home.json().at("/0/account/acct").asText()).isEqualTo("bert");
    assertThat(home.json().at("/0/content").asText()).isEmpty();
    feed.body(1_000, feed.tombstone(CLEO));
    assertThat(client.get(HOME, ANNA).ids()).isEmpty();
    assertThat(client.get("/api/v1/statuses/1001").status()).isEqualTo(404);
  }

  @Test
  void missingBodyIsAnErrorAndNotAHole() {
    publish(1_000, BERT);
    feed.add(BERT, 1_001);
    Answer answer = client.get(HOME, ANNA);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).hasValue("1");
    assertThat(new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8))
        .contains("rivulet_reader_missing_total{what=\"post\"}");
  }

  @Test
  void whatIsNotKnownIsNotTakenForEmpty() {
    publish(1_000, BERT);
    client.get(HOME, ANNA);
    for (byte[] key : List.of(Keyspace.relations(ANNA), Keyspace.state(Shards.of(ANNA)))) {
      byte[] value = Objects.requireNonNull(feed.get(key));
      feed.delete(key);
      Answer answer = client.get(HOME, ANNA);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).hasValue("1");
      feed.put(key, value);
      assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_000L);
    }
    feed.relate(ANNA, BERT, CLEO);
    feed.delete(Keyspace.author(CLEO));
    assertThat(client.get(HOME, ANNA).status()).isEqualTo(503);
    feed.author(CLEO);
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rubbish", "\u0001c345678901234567890123456789012short"})
  void corruptTimelineIsRebuilt(String rubbish) {
    publish(1_000, BERT);
    client.get(HOME, ANNA);
    feed.put(Keyspace.home(ANNA), rubbish.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_000L);
  }

  @Test
  void statusHasEveryMemberThatClientsUse() {
    feed.counts(BERT, new Counts(7, 3, Feed.TIME.toEpochMilli()));
    PostContent content =
        new PostContent(
            "A photo for @anna \"quoted\" #sun",
            "en",
            List.of(
                new Media(
                    Media.Kind.IMAGE, "https://media.example/1.jpg", "", "sun", 800, 600, null)),
            new Card(Card.Kind.LINK, "https://news.example", "News", "", "", "News"),
            List.of("sun"),
            List.of(new Mention(ANNA, "anna")),
            true,
            "bright");
    feed.publish(
        1_000, feed.post(1_000, BERT, content, Visibility.FOLLOWERS, new PostRef(900, ANNA)));
    JsonNode status = client.get(HOME, ANNA).json().path(0);
    assertThat(status.properties().stream().map(member -> member.getKey()))
        .doesNotHaveDuplicates()
        .contains(
            "id",
            "uri",
            "url",
            "created_at",
            "account",
            "content",
            "visibility",
            "sensitive",
            "spoiler_text",
            "media_attachments",
            "mentions",
            "tags",
            "emojis",
            "reblogs_count",
            "favourites_count",
            "replies_count",
            "quotes_count",
            "in_reply_to_id",
            "in_reply_to_account_id",
            "reblog",
            "poll",
            "card",
            "language",
            "edited_at",
            "quote",
            "favourited",
            "reblogged",
            "muted",
            "bookmarked",
            "filtered");
    assertThat(status.path("id").isTextual()).isTrue();
    assertThat(status.path("visibility").asText()).isEqualTo("private");
    assertThat(status.path("created_at").asText()).isEqualTo("2026-11-22T18:36:50.029Z");
    assertThat(status.path("filtered").isArray()).isTrue();
    JsonNode account = status.path("account");
    assertThat(account.properties().stream().map(member -> member.getKey()))
        .doesNotHaveDuplicates()
        .contains(
            "id",
            "username",
            "acct",
            "display_name",
            "locked",
            "bot",
            "group",
            "discoverable",
            "indexable",
            "created_at",
            "note",
            "url",
            "uri",
            "avatar",
            "avatar_static",
            "header",
            "header_static",
            "followers_count",
            "following_count",
            "statuses_count",
            "last_status_at",
            "hide_collections",
            "emojis",
            "fields",
            "roles");
    assertThat(account.path("followers_count").asInt()).isEqualTo(7);
    assertThat(account.path("statuses_count").asInt()).isEqualTo(3);
    assertThat(account.path("last_status_at").asText()).isEqualTo("2026-11-22");
  }

  @Test
  void postForFollowersIsNotThereForOthers() {
    feed.publish(
        1_000, feed.post(1_000, BERT, PostContent.ofText("hush"), Visibility.FOLLOWERS, null));
    publish(1_001, BERT);
    assertThat(client.get("/api/v1/statuses/1000").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/statuses/1000", CLEO).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/statuses/1000", ANNA).status()).isEqualTo(200);
    assertThat(client.get("/api/v1/statuses/1000", BERT).status()).isEqualTo(200);
    String page = "/api/v1/accounts/102/statuses";
    assertThat(client.get(page).ids()).containsExactly(1_001L);
    assertThat(client.get(page, CLEO).ids()).containsExactly(1_001L);
    assertThat(client.get(page, ANNA).ids()).containsExactly(1_001L, 1_000L);
    assertThat(client.get(page).json().path(0).has("favourited")).isFalse();
  }

  @Test
  void authorPageCanLeaveOutRepliesBoostsAndWhatHasNoMedia() {
    feed.body(900, feed.post(900, CLEO, "original"));
    publish(1_000, BERT);
    feed.publish(
        1_001,
        feed.post(
            1_001, BERT, PostContent.ofText("yes"), Visibility.PUBLIC, new PostRef(900, CLEO)));
    feed.publish(
        1_002,
        feed.post(
            1_002, BERT, PostContent.ofText("and"), Visibility.PUBLIC, new PostRef(1_000, BERT)));
    feed.publish(1_003, feed.boost(1_003, BERT, new PostRef(900, CLEO)));
    Media film = new Media(Media.Kind.VIDEO, "https://media.example/f.mp4", "", "", 0, 0, null);
    PostContent media =
        new PostContent("#x", null, List.of(film), null, List.of("x"), List.of(), false, "");
    feed.publish(1_004, feed.post(1_004, BERT, media, Visibility.PUBLIC, null));

    String page = "/api/v1/accounts/102/statuses";
    assertThat(client.get(page).ids()).containsExactly(1_004L, 1_003L, 1_002L, 1_001L, 1_000L);
    assertThat(client.get(page + "?exclude_replies=true").ids())
        .containsExactly(1_004L, 1_003L, 1_002L, 1_000L);
    assertThat(client.get(page + "?exclude_reblogs=1").ids())
        .containsExactly(1_004L, 1_002L, 1_001L, 1_000L);
    assertThat(client.get(page + "?only_media=true").ids()).containsExactly(1_004L);
    assertThat(client.get(page + "?tagged=X").ids()).containsExactly(1_004L);
    assertThat(client.get(page + "?pinned=true").ids()).isEmpty();
    assertThat(client.get(page + "?limit=2&exclude_reblogs=true").next())
        .hasValue(page + "?limit=2&exclude_reblogs=true&max_id=1002");
    assertThat(client.get("/api/v1/accounts/999/statuses").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/accounts/nobody/statuses").status()).isEqualTo(404);
  }

  @Test
  void accountIsFoundByIdAndByName() {
    assertThat(client.get("/api/v1/accounts/102").json().path("acct").asText()).isEqualTo("bert");
    for (String acct : List.of("bert", "@BERT", "bert@feed.example")) {
      assertThat(client.get("/api/v1/accounts/lookup?acct=" + acct).json().path("id").asText())
          .isEqualTo("102");
    }
    for (String acct : List.of("nobody", "bert@elsewhere.example", "%20", "a@b@c")) {
      assertThat(client.get("/api/v1/accounts/lookup?acct=" + acct).status()).isEqualTo(404);
    }
    assertThat(client.get("/api/v1/accounts/lookup").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/accounts/999").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/accounts/99999999999999999999").status()).isEqualTo(404);
  }

  @Test
  void accountIsThereBeforeTheFanOutHasSeenIt() {
    feed.accountInOverlay(104, "dora");
    assertThat(client.get("/api/v1/accounts/104").json().path("acct").asText()).isEqualTo("dora");
    assertThat(client.get("/api/v1/accounts/lookup?acct=Dora").json().path("id").asText())
        .isEqualTo("104");
    assertThat(client.get("/api/v1/accounts/verify_credentials", 104).status()).isEqualTo(200);
  }

  @Test
  void ownAccountHasItsSource() {
    feed.put(Keyspace.account(ANNA), feed.accountBody(ANNA, "anna", "One & two\nlines").bytes());
    JsonNode account = client.get("/api/v1/accounts/verify_credentials", ANNA).json();
    assertThat(account.path("following_count").asInt()).isEqualTo(1);
    assertThat(account.at("/source/note").asText()).isEqualTo("One & two\nlines");
    assertThat(account.at("/source/privacy").asText()).isEqualTo("public");
    assertThat(account.at("/role/permissions").asText()).isEqualTo("0");
    assertThat(client.get("/api/v1/accounts/verify_credentials").status()).isEqualTo(401);
    assertThat(client.get("/api/v1/accounts/verify_credentials", 999).status()).isEqualTo(503);
  }

  @Test
  void relationshipsComeInTheOrderAsked() {
    feed.relate(CLEO, ANNA);
    String path = "/api/v1/accounts/relationships";
    JsonNode both = client.get(path + "?id%5B%5D=103&id%5B%5D=999&id%5B%5D=102", ANNA).json();
    assertThat(both.size()).isEqualTo(2);
    assertThat(both.at("/0/id").asText()).isEqualTo("103");
    assertThat(both.at("/0/following").asBoolean()).isFalse();
    assertThat(both.at("/0/showing_reblogs").asBoolean()).isFalse();
    assertThat(both.at("/0/followed_by").asBoolean()).isTrue();
    assertThat(both.at("/1/id").asText()).isEqualTo("102");
    assertThat(both.at("/1/following").asBoolean()).isTrue();
    assertThat(both.at("/1/languages").isNull()).isTrue();
    assertThat(both.at("/1/note").asText()).isEmpty();
    assertThat(client.get(path + "?id=102", ANNA).json().size()).isEqualTo(1);
    assertThat(client.get(path, ANNA).json().size()).isZero();
    assertThat(client.send(path + "?id=102", Client.token(ANNA, "follow")).status()).isEqualTo(200);
  }

  private static RelationsBuilder following(long author, boolean pulled) {
    return new RelationsBuilder().set(author, Relation.FOLLOWING, pulled);
  }

  /// Byte for byte, body and Link, whether the author is delivered or merged.
  @Test
  void pageIsTheSameForEveryThreshold() {
    for (long id = 2_000; id < 3_100; id++) {
      publish(id, id % 3 == 0 ? ANNA : BERT);
    }
    for (String page : List.of(HOME, HOME + "?max_id=2150", HOME + "?min_id=2500&limit=7")) {
      feed.relate(ANNA, following(BERT, false), true);
      Answer pushed = client.get(page, ANNA);
      feed.relate(ANNA, following(BERT, true), true);
      Answer pulled = client.get(page, ANNA);
      assertThat(pulled.response().body()).isEqualTo(pushed.response().body());
      assertThat(pulled.header("Link")).isEqualTo(pushed.header("Link"));
      assertThat(pushed.ids()).isNotEmpty();
    }
  }

  /// Most requests never reach Jersey. Whoever asks for sources does.
  @Test
  void answerIsTheSameInFrontOfJerseyAndBehind() {
    publish(1_000, BERT);
    publish(1_001, BERT);
    Map<String, List<String>> front = headers(client.get(HOME + "?limit=1&foo", ANNA));
    Map<String, List<String>> behind = headers(client.sources(HOME + "?limit=1&foo", ANNA));
    assertThat(behind.remove("rivulet-sources")).isNotNull();
    assertThat(front).isEqualTo(behind);
    assertThat(client.get(HOME, ANNA).response().body())
        .isEqualTo(client.sources(HOME, ANNA).response().body());
    String metrics = new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8);
    assertThat(metrics.lines())
        .filteredOn(
            line ->
                line.startsWith("rivulet_http_requests_seconds_count{")
                    && line.contains("timelines/home")
                    && line.contains("status=\"200\""))
        .hasSize(1);
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
    headers.remove("date");
    return headers;
  }

  @Test
  void sourcesAreToldToWhoAsks() {
    publish(1_000, BERT);
    publish(1_001, CLEO);
    assertThat(client.get(HOME, ANNA).header("Rivulet-Sources")).isEmpty();
    long now = Ids.firstAt(Instant.now().plusSeconds(60));
    publish(now, BERT, ANNA);
    feed.relate(ANNA, following(BERT, false).set(CLEO, Relation.FOLLOWING, true), false);
    feed.overlay(now + 1, feed.post(now + 1, ANNA, "just now"));
    Answer page = client.sources(HOME, ANNA);
    assertThat(page.ids()).containsExactly(now + 1, now, 1_001L, 1_000L);
    assertThat(page.header("Rivulet-Sources")).hasValue("pushed=2,pulled=1,rebuilt=1,merged=0");
  }

  @Test
  void whatTheViewerMadeOfHisRelationsHoldsAtOnce() {
    publish(1_000, BERT);
    publish(1_001, CLEO);
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_000L);
    feed.overlay(ANNA, new OwnRelation(CLEO, 3, 7, Relation.FOLLOWING));
    feed.overlay(ANNA, new OwnRelation(BERT, 4, 9, new Relation(false, false, false, true, 0)));
    assertThat(client.get(HOME, ANNA).ids()).containsExactly(1_001L);
    String path = "/api/v1/accounts/relationships?id%5B%5D=102&id%5B%5D=103";
    JsonNode both = client.get(path, ANNA).json();
    assertThat(both.at("/0/blocking").asBoolean()).isTrue();
    assertThat(both.at("/0/following").asBoolean()).isFalse();
    assertThat(both.at("/1/following").asBoolean()).isTrue();
  }

  @Test
  void whoIsBlockedFindsNothingOfTheBlocking() {
    publish(1_000, BERT);
    feed.relate(ANNA, new RelationsBuilder().setInverse(BERT, true, false), false);
    assertThat(client.get("/api/v1/statuses/1000", ANNA).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/accounts/102/statuses", ANNA).ids()).isEmpty();
    assertThat(client.get("/api/v1/statuses/1000", CLEO).status()).isEqualTo(200);
    JsonNode one = client.get("/api/v1/accounts/relationships?id=102", CLEO).json();
    assertThat(one.at("/0/blocked_by").asBoolean()).isFalse();
  }

  @Test
  void listsOfAccountsArePaged() {
    Relation blocking = new Relation(false, false, false, true, 0);
    Relation mutedOnce = new Relation(false, false, false, false, 1);
    Relation muted = new Relation(false, false, false, false, Relation.NEVER);
    feed.relate(
        ANNA, new RelationsBuilder().set(BERT, blocking, false).set(CLEO, blocking, false), false);
    Answer first = client.get("/api/v1/blocks?limit=1", ANNA);
    assertThat(first.ids()).containsExactly(CLEO);
    assertThat(client.get(first.next().orElseThrow(), ANNA).ids()).containsExactly(BERT);
    assertThat(client.get("/api/v1/blocks?max_id=1", ANNA).header("Link")).isEmpty();
    feed.relate(
        ANNA, new RelationsBuilder().set(BERT, mutedOnce, false).set(CLEO, muted, false), false);
    assertThat(client.get("/api/v1/mutes", ANNA).ids()).containsExactly(CLEO);
    assertThat(client.send("/api/v1/mutes", Client.token(ANNA, "write")).status()).isEqualTo(403);
    feed.relate(ANNA, BERT, CLEO);
    assertThat(client.get("/api/v1/accounts/101/following", CLEO).ids())
        .containsExactly(CLEO, BERT);
    assertThat(client.get("/api/v1/accounts/999/following", CLEO).status()).isEqualTo(404);
  }

  @Test
  void severalStatusesComeInTheOrderAskedForWithoutThoseThatThereAreNot() {
    publish(1_000, BERT);
    publish(1_001, ANNA);
    feed.body(1_002, feed.boost(1_002, BERT, new PostRef(900, CLEO)));
    feed.body(1_003, feed.tombstone(BERT));
    String path =
        "/api/v1/statuses?id%5B%5D=1001&id%5B%5D=77&id%5B%5D=1003&id%5B%5D=1002&id%5B%5D=x&id%5B%5D=1000";
    assertThat(client.get(path).ids()).containsExactly(1_001L, 1_000L);
    assertThat(client.get("/api/v1/statuses?id=1000", ANNA).ids()).containsExactly(1_000L);
    assertThat(client.get("/api/v1/statuses").ids()).isEmpty();
    assertThat(client.get("/api/v1/statuses?" + "id%5B%5D=1&".repeat(21)).status()).isEqualTo(422);
  }

  @Test
  void withoutAnIndexThereIsNothingThatItAloneCouldAnswer() {
    publish(1_000, BERT);
    for (String path :
        List.of(
            "/api/v2/search?q=x",
            "/api/v1/timelines/public",
            "/api/v1/statuses/1000/context",
            "/api/v1/accounts/102/followers")) {
      Answer answer = client.get(path, ANNA);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().has("error")).isTrue();
    }
  }

  @Test
  void followRequestIsThereUntilItIsAnswered() {
    Relation asked = new Relation(false, true, false, false, 0);
    feed.relate(BERT, new RelationsBuilder().set(ANNA, asked, false), false);
    feed.relate(ANNA, new RelationsBuilder().setInverse(BERT, false, true), false);
    assertThat(client.get("/api/v1/follow_requests", ANNA).ids()).containsExactly(BERT);
    JsonNode own = client.get("/api/v1/accounts/verify_credentials", ANNA).json();
    assertThat(own.at("/source/follow_requests_count").asInt()).isEqualTo(1);
    feed.overlay(BERT, new OwnRelation(ANNA, 1, 1, Relation.FOLLOWING));
    assertThat(client.get("/api/v1/follow_requests", ANNA).ids()).isEmpty();
  }

  @Test
  void repeatedBoostShowsOnceAndComesBackWhenTheFirstIsGone() {
    feed.body(900, feed.post(900, CLEO, "original"));
    feed.publish(1_000, feed.boost(1_000, BERT, new PostRef(900, CLEO)));
    for (long id = 1_001; id < 1_050; id++) {
      publish(id, BERT);
    }
    feed.publish(1_050, feed.boost(1_050, BERT, new PostRef(900, CLEO)));
    String newest = HOME + "?limit=2&min_id=1048";
    assertThat(client.get(HOME + "?limit=2", ANNA).ids()).containsExactly(1_049L, 1_048L);
    assertThat(client.get(newest, ANNA).ids()).containsExactly(1_049L);
    assertThat(client.get(HOME + "?max_id=1002", ANNA).ids()).containsExactly(1_001L, 1_000L);
    feed.body(1_000, feed.tombstone(BERT));
    assertThat(client.get(newest, ANNA).ids()).containsExactly(1_050L, 1_049L);
  }

  @Test
  void instanceSaysWhatClientsLookFor() {
    JsonNode first = client.get("/api/v1/instance").json();
    assertThat(first.path("uri").asText()).isEqualTo("feed.example");
    assertThat(first.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+ \\(compatible; .*\\)");
    assertThat(first.at("/configuration/statuses/max_characters").asInt()).isEqualTo(5_000);
    assertThat(first.at("/configuration/accounts/max_pinned_statuses").asInt()).isEqualTo(5);
    assertThat(first.at("/urls/streaming_api").asText()).isEqualTo("wss://feed.example");
    JsonNode second = client.get("/api/v2/instance").json();
    assertThat(second.path("domain").asText()).isEqualTo("feed.example");
    assertThat(second.at("/configuration/urls/streaming").asText()).isEqualTo("wss://feed.example");
    assertThat(second.at("/api_versions/mastodon").asInt()).isEqualTo(1);
  }

  @Test
  void defaultPicturesAreServedWhereAccountsSayTheyAre() {
    for (String picture : List.of("/avatar/101.svg", "/header/101.svg")) {
      Answer answer = client.get(picture);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type").orElse("")).startsWith("image/svg+xml");
      assertThat(answer.header("Cache-Control")).hasValue("public, max-age=86400");
    }
  }

  @Test
  void readsRenewATimelineThatIsCompleteAndNoOther() {
    client.get(HOME, ANNA);
    client.get(HOME, ANNA);
    assertThat(feed.await(feed.commands().pttl(Keyspace.home(ANNA))))
        .isBetween(13L * 86_400_000, 14L * 86_400_000);
  }

  @Test
  void healthFollowsRedis() {
    assertThat(client.admin("/healthcheck").status()).isEqualTo(200);
    assertThat(client.admin("/ready").status()).isEqualTo(200);
  }

  @Test
  void theApiIsToldToProgramsAndShownToPeople() {
    assertThat(client.get("/api/openapi.json").json().path("openapi").asText()).startsWith("3.1");
    Answer page = client.get("/api/docs");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-eval");
    String html = new String(page.response().body(), StandardCharsets.UTF_8);
    List<String> files =
        Pattern.compile("\"(/api/[^\"]+)\"").matcher(html).results().map(f -> f.group(1)).toList();
    assertThat(files).hasSize(4);
    assertThat(files).allMatch(file -> client.get(file).status() == 200);
    assertThat(client.get("/api/docs/nothing.js").status()).isEqualTo(404);
  }
}
