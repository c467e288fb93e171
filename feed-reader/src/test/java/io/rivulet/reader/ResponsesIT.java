package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.event.KeptEvent;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.event.MarkerMoved;
import io.rivulet.event.Mention;
import io.rivulet.event.NoticesDismissed;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reaction;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.overlay.OverlaySettings;
import io.rivulet.overlay.OverlayWriter;
import io.rivulet.pulse.Pulse;
import io.rivulet.reaction.Applied;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import io.rivulet.reader.Client.Answer;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is served beside timelines: counts, flags, notifications, markers, lists.
@ExtendWith(DropwizardExtensionsSupport.class)
class ResponsesIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final String NOTIFICATIONS = "/api/v1/notifications";
  private static final long ANNA = 101;
  private static final long BERT = 102;
  private static final long CLEO = 103;
  private static final Source ACTS = Source.acts(0);
  private static final Applied APPLIED = Applied.NOTHING.with(ACTS, 5);

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

  /// Anna follows Bert.
  @BeforeEach
  void begin() {
    feed.clear();
    feed.account(ANNA, "anna");
    feed.account(BERT, "bert");
    feed.account(CLEO, "cleo");
    feed.relate(ANNA, BERT);
  }

  private static void publish(long id, long author) {
    feed.publish(id, feed.post(id, author, "post " + id));
  }

  private static void tally(long post, long likes, long boosts, long replies) {
    feed.put(Keyspace.tally(post), new Tally(likes, boosts, replies, APPLIED).encode());
  }

  private static void reacted(long viewer, long post, long boost, Reaction... reactions) {
    Reactions.One one = new Reactions.One(post, 0, 0);
    for (Reaction reaction : reactions) {
      one = one.with(reaction, true, boost);
    }
    feed.put(
        Keyspace.reactions(viewer, Reactions.period(post)),
        Reactions.of(APPLIED, List.of(one)).encode());
  }

  private static void lately(long viewer, OwnReaction reaction) {
    feed.await(new OverlayWriter(feed.redis(), OverlaySettings.DEFAULT).put(viewer, reaction));
  }

  private static void told(long account, Notice... ascending) {
    feed.put(Keyspace.notices(account), Notices.encode(List.of(ascending)));
  }

  private static void keep(long account, KeptEvent... events) {
    Kept kept = Kept.NOTHING;
    for (int i = 0; i < events.length; i++) {
      kept = kept.after(events[i], i);
    }
    feed.put(Keyspace.kept(account), KeptJson.encode(kept));
  }

  private static JsonNode only(Answer page) {
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json()).hasSize(1);
    return page.json().get(0);
  }

  @Test
  void everybodyIsToldTheCountsAndOnlyTheViewerHisFlags() {
    for (long id : new long[] {1_000, Ids.firstAt(Instant.now())}) {
      begin();
      publish(id, BERT);
      tally(id, 3, 2, 1);
      reacted(ANNA, id, 77, Reaction.LIKE, Reaction.BOOST);
      for (String path : List.of(HOME, "/api/v1/accounts/102/statuses")) {
        JsonNode status = only(client.get(path, ANNA));
        assertThat(status.path("favourites_count").asInt()).isEqualTo(3);
        assertThat(status.path("reblogs_count").asInt()).isEqualTo(2);
        assertThat(status.path("replies_count").asInt()).isEqualTo(1);
        assertThat(status.path("favourited").asBoolean()).isTrue();
        assertThat(status.path("reblogged").asBoolean()).isTrue();
        assertThat(status.path("bookmarked").asBoolean()).isFalse();
      }
      JsonNode status = client.get("/api/v1/statuses/" + id).json();
      assertThat(status.path("favourites_count").asInt()).isEqualTo(3);
      assertThat(status.has("favourited")).isFalse();
      assertThat(client.get("/api/v1/statuses/" + id, CLEO).json().path("favourited").asBoolean())
          .isFalse();
    }
  }

  @Test
  void aBoostTellsTheCountsOfWhatItShows() {
    publish(1_000, CLEO);
    tally(1_000, 3, 1, 0);
    reacted(ANNA, 1_000, 0, Reaction.BOOKMARK);
    feed.publish(1_001, feed.boost(1_001, BERT, new PostRef(1_000, CLEO)));
    JsonNode original = only(client.get(HOME, ANNA)).path("reblog");
    assertThat(original.path("favourites_count").asInt()).isEqualTo(3);
    assertThat(original.path("bookmarked").asBoolean()).isTrue();
  }

  @Test
  void whatTheViewerDidAMomentAgoIsCountedOnce() {
    publish(1_000, BERT);
    tally(1_000, 3, 0, 0);
    lately(ANNA, new OwnReaction(1_000, Reaction.LIKE, ACTS, 6, true, 0));
    for (String path : List.of(HOME, "/api/v1/statuses/1000")) {
      JsonNode answer = client.get(path, ANNA).json();
      JsonNode status = answer.isArray() ? answer.get(0) : answer;
      assertThat(status.path("favourites_count").asInt()).isEqualTo(4);
      assertThat(status.path("favourited").asBoolean()).isTrue();
    }
    assertThat(client.get("/api/v1/statuses/1000", CLEO).json().path("favourites_count").asInt())
        .isEqualTo(3);
    feed.put(Keyspace.tally(1_000), new Tally(4, 0, 0, Applied.NOTHING.with(ACTS, 6)).encode());
    assertThat(only(client.get(HOME, ANNA)).path("favourites_count").asInt()).isEqualTo(4);
  }

  @Test
  void valuesThatAreCorruptHideNothingButThemselves() {
    publish(1_000, BERT);
    feed.put(Keyspace.tally(1_000), new byte[] {9});
    feed.put(Keyspace.reactions(ANNA, 0), new byte[] {9});
    feed.put(Keyspace.notices(ANNA), new byte[] {9});
    feed.put(Keyspace.kept(ANNA), new byte[] {9});
    assertThat(only(client.get(HOME, ANNA)).path("favourites_count").asInt()).isZero();
    assertThat(client.get(NOTIFICATIONS, ANNA).json()).isEmpty();
    assertThat(client.get("/api/v1/lists", ANNA).json()).isEmpty();
  }

  @Test
  void pinsThatAreCorruptHideNothingButThemselves() {
    publish(1_000, BERT);
    feed.put(Keyspace.reactions(BERT, 0), new byte[] {9});
    String pinned = "/api/v1/accounts/102/statuses?pinned=true";
    lately(BERT, new OwnReaction(1_000, Reaction.PIN, ACTS, 6, true, 0));
    assertThat(client.get(pinned).ids()).containsExactly(1_000L);
    corruptLately(BERT);
    assertThat(client.get(pinned).status()).isEqualTo(200);
    assertThat(client.get(pinned).ids()).isEmpty();
  }

  /// An overlay with a reaction that there is not.
  private static void corruptLately(long viewer) {
    OwnReaction reaction = new OwnReaction(1_000, Reaction.PIN, ACTS, 7, true, 0);
    byte[] field = reaction.field();
    field[0] = 99;
    feed.await(feed.commands().hset(Keyspace.ownReactions(viewer), field, reaction.encode()));
  }

  @Test
  void whatAnAuthorHasPinnedIsShownToEverybodyWhoMaySeeIt() {
    for (long id = 1_000; id < 1_003; id++) {
      publish(id, BERT);
    }
    reacted(BERT, 1_001, 0, Reaction.PIN);
    lately(BERT, new OwnReaction(1_002, Reaction.PIN, ACTS, 6, true, 0));
    String pinned = "/api/v1/accounts/102/statuses?pinned=true";
    assertThat(client.get(pinned).ids()).containsExactly(1_002L, 1_001L);
    assertThat(client.get(pinned + "&limit=1", ANNA).ids()).containsExactly(1_002L);
    feed.body(1_001, feed.tombstone(BERT));
    assertThat(client.get(pinned, ANNA).ids()).containsExactly(1_002L);
    assertThat(client.get("/api/v1/accounts/101/statuses?pinned=true").json()).isEmpty();
  }

  private static void tellOfAll() {
    publish(1_000, ANNA);
    publish(1_002, CLEO);
    told(
        ANNA,
        new Notice(1_001, Notice.Kind.FOLLOW, BERT, 0),
        new Notice(1_002, Notice.Kind.MENTION, CLEO, 1_002),
        new Notice(1_003, Notice.Kind.LIKE, BERT, 1_000),
        new Notice(1_004, Notice.Kind.BOOST, CLEO, 1_000));
  }

  @Test
  void notificationsSayWhoDidWhatToWhich() {
    tellOfAll();
    JsonNode all = client.get(NOTIFICATIONS, ANNA).json();
    assertThat(all)
        .extracting(one -> one.path("type").asText())
        .containsExactly("reblog", "favourite", "mention", "follow");
    JsonNode like = all.get(1);
    assertThat(like.path("id").asText()).isEqualTo("1003");
    assertThat(like.path("group_key").asText()).isEqualTo("ungrouped-1003");
    assertThat(like.path("account").path("username").asText()).isEqualTo("bert");
    assertThat(like.path("status").path("id").asText()).isEqualTo("1000");
    assertThat(all.get(3).has("status")).isFalse();
    assertThat(client.get(NOTIFICATIONS, BERT).json()).isEmpty();
  }

  @Test
  void notificationsArePagedByTheirLinksAndFound() {
    tellOfAll();
    Answer first = client.get(NOTIFICATIONS + "?limit=3", ANNA);
    assertThat(first.ids()).containsExactly(1_004L, 1_003L, 1_002L);
    assertThat(client.get(first.next().orElseThrow(), ANNA).ids()).containsExactly(1_001L);
    assertThat(client.get(NOTIFICATIONS + "?limit=1&min_id=1001", ANNA).ids())
        .containsExactly(1_002L);
    assertThat(client.get(NOTIFICATIONS + "?max_id=1001", ANNA).header("Link")).isEmpty();
    assertThat(client.get(NOTIFICATIONS + "/1003", ANNA).json().path("type").asText())
        .isEqualTo("favourite");
    assertThat(client.get(NOTIFICATIONS + "/1003", BERT).status()).isEqualTo(404);
  }

  @Test
  void notificationsAreFilteredByTypeAndAccount() {
    tellOfAll();
    assertThat(client.get(NOTIFICATIONS + "?types[]=mention&types[]=follow", ANNA).ids())
        .containsExactly(1_002L, 1_001L);
    assertThat(client.get(NOTIFICATIONS + "?exclude_types[]=mention", ANNA).ids())
        .containsExactly(1_004L, 1_003L, 1_001L);
    assertThat(client.get(NOTIFICATIONS + "?account_id=" + CLEO, ANNA).ids())
        .containsExactly(1_004L, 1_002L);
    assertThat(client.get(NOTIFICATIONS + "?account_id=nonsense", ANNA).ids()).isEmpty();
  }

  @Test
  void whatRulesHideAndWhatIsGoneIsNotToldOf() {
    tellOfAll();
    feed.body(1_002, feed.tombstone(CLEO));
    assertThat(client.get(NOTIFICATIONS, ANNA).ids()).containsExactly(1_004L, 1_003L, 1_001L);
    feed.relate(
        ANNA,
        new RelationsBuilder(Relations.following(0, BERT))
            .set(CLEO, new Relation(false, false, false, true, 0), false),
        true);
    assertThat(client.get(NOTIFICATIONS, ANNA).ids()).containsExactly(1_003L, 1_001L);
    feed.relate(
        ANNA,
        new RelationsBuilder(Relations.following(0))
            .set(BERT, new Relation(true, false, false, false, Relation.NEVER), false),
        true);
    assertThat(client.get(NOTIFICATIONS + "?account_id=" + BERT, ANNA).ids()).isEmpty();
  }

  /// Who rings a bell is told of what his home timeline shows, and of nothing else.
  @Test
  void ofAPostThatTheHomeTimelineHidesOneIsNotNotified() {
    publish(1_000, BERT);
    feed.body(
        1_001,
        feed.post(
            1_001,
            BERT,
            new PostContent(
                "to cleo",
                null,
                List.of(),
                null,
                List.of(),
                List.of(new Mention(CLEO, "cleo")),
                false,
                ""),
            Visibility.PUBLIC,
            null));
    told(
        ANNA,
        new Notice(1_000, Notice.Kind.POST, BERT, 1_000),
        new Notice(1_001, Notice.Kind.POST, BERT, 1_001));
    RelationsBuilder relations = new RelationsBuilder(Relations.following(0, BERT));
    feed.relate(ANNA, relations, true);
    assertThat(client.get(NOTIFICATIONS, ANNA).json())
        .extracting(one -> one.path("type").asText() + one.path("id").asText())
        .containsExactly("status1001", "status1000");
    relations.set(CLEO, new Relation(false, false, false, true, 0), false);
    feed.relate(ANNA, relations, true);
    assertThat(client.get(NOTIFICATIONS, ANNA).ids()).containsExactly(1_000L);
  }

  @Test
  void aRequestIsToldOfWhileItIsOpen() {
    told(ANNA, new Notice(1_001, Notice.Kind.FOLLOW_REQUEST, CLEO, 0));
    assertThat(client.get(NOTIFICATIONS, ANNA).json()).isEmpty();
    feed.relate(
        ANNA, new RelationsBuilder(Relations.following(0)).setInverse(CLEO, false, true), true);
    assertThat(only(client.get(NOTIFICATIONS, ANNA)).path("type").asText())
        .isEqualTo("follow_request");
  }

  @Test
  void whatIsDismissedStaysAwayAndWhatIsUnreadIsCounted() {
    tellOfAll();
    String unread = NOTIFICATIONS + "/unread_count";
    assertThat(client.get(unread, ANNA).json().path("count").asInt()).isEqualTo(4);
    assertThat(client.get(unread + "?limit=2", ANNA).json().path("count").asInt()).isEqualTo(2);
    keep(
        ANNA,
        new MarkerMoved(ANNA, "notifications", 1_002, Feed.TIME, null),
        new NoticesDismissed(ANNA, 1_001, true, null),
        new NoticesDismissed(ANNA, 1_004, false, null));
    assertThat(client.get(NOTIFICATIONS, ANNA).ids()).containsExactly(1_003L, 1_002L);
    assertThat(client.get(unread, ANNA).json().path("count").asInt()).isEqualTo(1);
  }

  @Test
  void markersAreToldAsAskedFor() {
    keep(ANNA, new MarkerMoved(ANNA, "home", 1_002, Feed.TIME, null));
    JsonNode home = client.get("/api/v1/markers?timeline[]=home", ANNA).json().path("home");
    assertThat(home.path("last_read_id").asText()).isEqualTo("1002");
    assertThat(home.path("updated_at").asText()).isEqualTo("2026-11-22T18:36:50.029Z");
    assertThat(client.get("/api/v1/markers?timeline[]=notifications", ANNA).json()).isEmpty();
    assertThat(client.get("/api/v1/markers").status()).isEqualTo(401);
  }

  @Test
  void theWayOfAPostIsToldToWhoMaySeeIt() {
    publish(1_000, BERT);
    byte[] key = Keyspace.journey(1_000);
    feed.await(feed.commands().hset(key, ascii("planned"), ascii("1780000000000")));
    feed.await(feed.commands().hset(key, ascii("deliveries"), ascii("7")));
    JsonNode way = client.get("/api/rivulet/v1/statuses/1000/path", ANNA).json();
    assertThat(way.path("planned").asText()).isEqualTo("2026-05-28T20:26:40Z");
    assertThat(way.path("deliveries").asInt()).isEqualTo(7);
    assertThat(way.path("delivered").isNull()).isTrue();
    assertThat(way.path("by").asText()).isEqualTo("rebuild");
    JsonNode stranger = client.get("/api/rivulet/v1/statuses/1000/path", CLEO).json();
    assertThat(stranger.path("by").isNull()).as("not in her home").isTrue();
    assertThat(client.get("/api/rivulet/v1/statuses/1001/path", ANNA).status()).isEqualTo(404);
    assertThat(client.get("/api/rivulet/v1/statuses/1000/path").status()).isEqualTo(401);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void everybodyIsToldThePulseAsFarAsWorkersTellIt() {
    JsonNode none = client.get("/api/rivulet/v1/pulse").json();
    assertThat(none.path("posts_per_second").isNull()).isTrue();
    byte[] pulse = new Pulse(System.currentTimeMillis(), 2, 50, 3, 12).encode();
    feed.await(feed.commands().hset(Keyspace.pulse(), new byte[] {1}, pulse));
    JsonNode told = client.get("/api/rivulet/v1/pulse").json();
    assertThat(told.path("deliveries_per_second").asDouble()).isEqualTo(50);
    assertThat(told.path("delivery_age_ms").asDouble()).isEqualTo(12);
    assertThat(told.path("listeners").asInt()).isZero();
  }

  private static void list(ListReplies replies) {
    keep(
        ANNA,
        new ListSaved(ANNA, 7, "Friends", replies, false, null),
        new ListMembersChanged(ANNA, 7, List.of(BERT, CLEO), true, null));
  }

  @Test
  void aListShowsItsMembersWhomTheOwnerFollows() {
    list(ListReplies.LIST);
    publish(1_000, BERT);
    publish(1_001, CLEO);
    publish(1_002, ANNA);
    assertThat(client.get("/api/v1/timelines/list/7", ANNA).ids()).containsExactly(1_000L);
    assertThat(client.get("/api/v1/timelines/list/7", BERT).status()).isEqualTo(404);
    assertThat(only(client.get("/api/v1/lists", ANNA)).path("title").asText()).isEqualTo("Friends");
    assertThat(client.get("/api/v1/lists/7/accounts", ANNA).ids()).containsExactly(CLEO, BERT);
    assertThat(only(client.get("/api/v1/accounts/102/lists", ANNA)).path("id").asText())
        .isEqualTo("7");
    assertThat(client.get("/api/v1/accounts/101/lists", ANNA).json()).isEmpty();
  }

  @Test
  void aListHasRulesOfItsOwnForAnswers() {
    feed.account(104, "dora");
    feed.relate(ANNA, BERT, CLEO, 104);
    publish(1_000, 104);
    answer(1_001, BERT, new PostRef(1_000, 104));
    answer(1_002, BERT, new PostRef(990, CLEO));
    answer(1_003, BERT, new PostRef(991, BERT));
    list(ListReplies.FOLLOWED);
    assertThat(client.get("/api/v1/timelines/list/7", ANNA).ids())
        .containsExactly(1_003L, 1_002L, 1_001L);
    list(ListReplies.LIST);
    assertThat(client.get("/api/v1/timelines/list/7", ANNA).ids()).containsExactly(1_003L, 1_002L);
    list(ListReplies.NONE);
    assertThat(client.get("/api/v1/timelines/list/7", ANNA).ids()).containsExactly(1_003L);
  }

  private static void answer(long id, long author, PostRef answered) {
    feed.publish(
        id, feed.post(id, author, PostContent.ofText("answer"), Visibility.PUBLIC, answered));
  }
}
