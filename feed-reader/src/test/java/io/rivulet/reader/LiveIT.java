package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.lettuce.core.KillArgs;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.live.LiveEvent.Kind;
import io.rivulet.redis.Subscription;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Live streams of a reader, beside a worker that is played by this test: it hears who listens, and
/// hints at what it has written.
@ExtendWith(DropwizardExtensionsSupport.class)
class LiveIT {
  private static final String USER = "/api/v1/streaming/user";
  private static final long BERT = 802;
  private static final long CARL = 803;

  private static final PostContent ABOUT_JAVA =
      new PostContent("about #Java", null, List.of(), null, List.of("java"), List.of(), false, "");

  private static final Relation BLOCKED = new Relation(false, false, false, true, 0);

  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(TestServers.redis());
  private static final Client client = new Client(app);

  /// Who listens, by reader.
  private static final Map<Long, Set<Long>> listening = new ConcurrentHashMap<>();

  /// A viewer of each test's own, since a stream that was just given up may still be there.
  private static long lastViewer = 900;

  private static Feed feed;
  private static Subscription hearing;
  private static long lastId;

  /// Follows Bert.
  private final long anna = viewer();

  private static long viewer() {
    lastViewer++;
    feed.account(lastViewer, "viewer" + lastViewer);
    feed.relate(lastViewer, BERT);
    return lastViewer;
  }

  @BeforeAll
  static void connect() {
    feed = new Feed(TimelineLimits.DEFAULT);
    feed.account(BERT, "bert");
    feed.account(CARL, "carl");
    hearing =
        feed.redis()
            .subscribe(
                List.of(LiveChannels.listeners()),
                new Subscription.Listener() {
                  @Override
                  public void subscribed(byte[] channel) {
                    tellAll(new LiveEvent(Kind.ASKED, 0, 0));
                  }

                  @Override
                  public void heard(byte[] channel, byte[] message) {
                    Listening.decode(message).ifPresent(LiveIT::hear);
                  }
                });
    await().until(() -> !listening.isEmpty());
  }

  @AfterAll
  static void disconnect() {
    hearing.close();
    feed.close();
  }

  private static void hear(Listening said) {
    Set<Long> accounts =
        listening.computeIfAbsent(said.reader(), _ -> ConcurrentHashMap.newKeySet());
    if (said.act() == Listening.Act.ALL) {
      accounts.clear();
    }
    for (long account : said.accounts()) {
      if (said.act() == Listening.Act.LESS) {
        accounts.remove(account);
      } else {
        accounts.add(account);
      }
    }
  }

  private static boolean listens(long account) {
    return listening.values().stream().anyMatch(accounts -> accounts.contains(account));
  }

  private static void tellAll(LiveEvent event) {
    var _ = feed.commands().spublish(LiveChannels.posts(), LiveEvent.encode(List.of(event)));
  }

  private static void tell(LiveEvent event) {
    listening
        .keySet()
        .forEach(
            reader ->
                feed.await(
                    feed.commands()
                        .spublish(LiveChannels.reader(reader), LiveEvent.encode(List.of(event)))));
  }

  private static long id() {
    lastId = Math.max(lastId + 1, Ids.firstAt(Instant.now()));
    return lastId;
  }

  /// A post that is delivered to Anna, of which this worker hints.
  private long delivered(long author, String text) {
    long id = id();
    feed.publish(id, feed.post(id, author, text), anna);
    tell(new LiveEvent(Kind.DELIVERED, anna, id));
    return id;
  }

  private static LiveClient socket(long viewer) {
    LiveClient socket =
        LiveClient.socket(app.getLocalPort(), "?stream=user", Client.token(viewer, "read"));
    await().until(() -> listens(viewer));
    return socket;
  }

  private static void assertUpdate(LiveClient socket, long id) {
    JsonNode frame = socket.frame();
    assertThat(frame.path("event").asText()).isEqualTo("update");
    assertThat(LiveClient.parse(frame.path("payload").asText()).path("id").asText())
        .isEqualTo(Long.toString(id));
  }

  @Test
  void anEventStreamBeginsAtOnceAndSendsWhatComesHome() {
    String token = Client.token(anna, "read");
    try (LiveClient events = LiveClient.events(app.getLocalPort(), USER, token)) {
      assertThat(events.next()).isEqualTo(":)");
      await().until(() -> listens(anna));
      long id = delivered(BERT, "two\nlines");
      String[] event = events.event();
      assertThat(event[0]).isEqualTo("update");
      JsonNode status = LiveClient.parse(event[1]);
      assertThat(status.path("id").asText()).isEqualTo(Long.toString(id));
      assertThat(status).isEqualTo(client.get("/api/v1/timelines/home", anna).json().path(0));
    }
  }

  @Test
  void aWebSocketSendsItAsTextInAFrame() {
    try (LiveClient socket = socket(anna)) {
      long id = delivered(BERT, "hello");
      JsonNode frame = socket.frame();
      assertThat(frame.path("stream").toString()).isEqualTo("[\"user\"]");
      assertThat(frame.path("event").asText()).isEqualTo("update");
      assertThat(frame.path("payload").isTextual()).isTrue();
      assertThat(LiveClient.parse(frame.path("payload").asText()).path("id").asText())
          .isEqualTo(Long.toString(id));
    }
  }

  @Test
  void aTokenMayComeInTheQueryOrAsSubprotocolWhichIsRepeated() {
    String token = Client.token(anna, "read");
    int port = app.getLocalPort();
    try (LiveClient byProtocol = LiveClient.socket(port, "/?stream=user", null, token);
        LiveClient byQuery = LiveClient.socket(port, "?stream=user&access_token=" + token, null);
        LiveClient events = LiveClient.events(port, USER + "?access_token=" + token, null)) {
      assertThat(byProtocol.subprotocol()).isEqualTo(token);
      assertThat(events.next()).isEqualTo(":)");
      await().until(() -> listens(anna));
      long id = delivered(BERT, "to all three");
      assertUpdate(byProtocol, id);
      assertUpdate(byQuery, id);
      assertThat(events.event()[1]).contains(Long.toString(id));
    }
  }

  @Test
  void nobodyListensWithoutAToken() {
    int port = app.getLocalPort();
    assertThat(LiveClient.status(port, USER, null)).isEqualTo(401);
    assertThat(LiveClient.status(port, USER, "nonsense")).isEqualTo(401);
    assertThat(LiveClient.status(port, USER, Client.token(0, "read"))).isEqualTo(422);
    assertThat(LiveClient.status(port, USER, Client.token(anna, "write"))).isEqualTo(403);
    assertThat(LiveClient.status(port, "/api/v1/streaming/nonsense", Client.token(anna, "read")))
        .isEqualTo(400);
    assertThat(LiveClient.status(port, "/api/v1/streaming/hashtag", Client.token(anna, "read")))
        .isEqualTo(400);
    assertThat(LiveClient.status(port, "/api/v1/streaming", Client.token(anna, "read")))
        .isEqualTo(404);
    assertThat(LiveClient.status(port, "/api/v1/streaming/health", null)).isEqualTo(200);
    assertThat(LiveClient.status(port, "/api/v1/streaming/health/", null)).isEqualTo(200);
    assertThat(LiveClient.refused(port, "?stream=user", null)).isEqualTo(401);
    assertThat(LiveClient.refused(port, "?stream=user", "nonsense")).isEqualTo(401);
  }

  @Test
  void subscriptionsComeAndGoByMessages() {
    String token = Client.token(anna, "read");
    try (LiveClient socket = LiveClient.socket(app.getLocalPort(), "", token)) {
      socket.say("{\"type\":\"subscribe\",\"stream\":\"user\"}");
      socket.say("{\"type\":\"subscribe\",\"stream\":\"user\",\"more\":1}");
      await().until(() -> listens(anna));
      assertUpdate(socket, delivered(BERT, "once"));
      socket.say("{\"type\":\"unsubscribe\",\"stream\":\"user\"}");
      await().until(() -> !listens(anna));
      delivered(BERT, "not sent");
      socket.say("{\"type\":\"subscribe\",\"stream\":\"nonsense\"}");
      JsonNode error = socket.frame();
      assertThat(error.path("error").asText()).isEqualTo("Unknown stream type");
      assertThat(error.path("status").asInt()).isEqualTo(400);
    }
  }

  @Test
  void aStreamThatTheTokenDoesNotAllowIsAnErrorAndTheRestGoesOn() {
    String token = Client.token(anna, "read:notifications");
    try (LiveClient socket = LiveClient.socket(app.getLocalPort(), "?stream=user", token)) {
      assertThat(socket.frame().path("status").asInt()).isEqualTo(401);
      socket.say("no json");
      assertThat(socket.frame().path("status").asInt()).isEqualTo(400);
      socket.sayBinary();
      assertThat(socket.closed()).isEqualTo(1003);
    }
  }

  @Test
  void whoSendsMessagesWithoutEndIsCutOff() {
    String token = Client.token(anna, "read");
    try (LiveClient socket = LiveClient.socket(app.getLocalPort(), "?stream=user", token)) {
      for (int i = 0; i <= 200; i++) {
        socket.say("{\"type\":\"subscribe\",\"stream\":\"user\"}");
      }
      assertThat(socket.closed()).isEqualTo(1008);
    }
  }

  @Test
  void nothingIsSentThatAPageWouldNotShowAndNothingTwice() {
    feed.relate(
        anna, new RelationsBuilder(Relations.following(0, BERT)).set(CARL, BLOCKED, false), true);
    try (LiveClient socket = socket(anna)) {
      delivered(CARL, "blocked");
      long shown = delivered(BERT, "shown");
      tell(new LiveEvent(Kind.DELIVERED, anna, shown));
      tell(new LiveEvent(Kind.DELIVERED, BERT, shown));
      assertUpdate(socket, shown);
      assertUpdate(socket, delivered(BERT, "the next"));
    } finally {
      feed.relate(anna, BERT);
    }
  }

  @Test
  void editsAndDeletesOfThoseOneFollowsAreSent() {
    try (LiveClient socket = socket(anna)) {
      long id = delivered(BERT, "as it was");
      assertUpdate(socket, id);
      feed.body(id, feed.post(id, BERT, "as it is"));
      tellAll(new LiveEvent(Kind.EDITED, BERT, id));
      JsonNode edited = socket.frame();
      assertThat(edited.path("event").asText()).isEqualTo("status.update");
      assertThat(LiveClient.parse(edited.path("payload").asText()).path("content").asText())
          .contains("as it is");
      // Of somebody she does not follow, and whose post she was not sent; and none for her.
      tellAll(new LiveEvent(Kind.DELETED, CARL, id + 1));
      tellAll(new LiveEvent(Kind.DELETED_DIRECT, BERT, id + 2));
      feed.body(id, feed.tombstone(BERT));
      tellAll(new LiveEvent(Kind.DELETED, BERT, id));
      JsonNode deleted = socket.frame();
      assertThat(deleted.path("event").asText()).isEqualTo("delete");
      assertThat(deleted.path("payload").asText()).isEqualTo(Long.toString(id));
    }
  }

  @Test
  void whatIsNotPushedIsSentToThoseWhoPullItsAuthor() {
    RelationsBuilder pulling = new RelationsBuilder(Relations.following(0, BERT));
    feed.relate(anna, pulling.set(CARL, Relation.FOLLOWING, true), true);
    try (LiveClient socket = socket(anna)) {
      long id = id();
      feed.publish(id, feed.post(id, CARL, "to millions"));
      tellAll(new LiveEvent(Kind.PULLED, CARL, id));
      assertUpdate(socket, id);
    } finally {
      feed.relate(anna, BERT);
    }
  }

  @Test
  void publicPostsAreSentToThoseWhoListenToThemOrToATag() {
    String token = Client.token(CARL, "read");
    try (LiveClient socket = LiveClient.socket(app.getLocalPort(), "?stream=public", token)) {
      socket.say("{\"type\":\"subscribe\",\"stream\":\"hashtag\",\"tag\":\"#Java\"}");
      await().until(() -> listens(Listening.EVERYBODY));
      long secret = id();
      feed.publish(secret, feed.post(secret, BERT, ABOUT_JAVA, Visibility.FOLLOWERS, null));
      tellAll(new LiveEvent(Kind.PUBLIC, BERT, secret));
      long plain = id();
      feed.publish(plain, feed.post(plain, BERT, "plain"));
      tellAll(new LiveEvent(Kind.PUBLIC, BERT, plain));
      assertUpdate(socket, plain);
      long tagged = id();
      feed.publish(tagged, feed.post(tagged, BERT, ABOUT_JAVA, Visibility.PUBLIC, null));
      tellAll(new LiveEvent(Kind.PUBLIC, BERT, tagged));
      List<JsonNode> both = List.of(socket.frame(), socket.frame());
      assertThat(both)
          .extracting(frame -> frame.path("stream").toString())
          .containsExactlyInAnyOrder("[\"public\"]", "[\"hashtag\",\"java\"]");
      assertThat(both)
          .extracting(frame -> LiveClient.parse(frame.path("payload").asText()).path("id").asText())
          .containsOnly(Long.toString(tagged));
    }
  }

  @Test
  void whatCameBeforeWorkersKnewIsCaughtUpWith() {
    try (LiveClient socket = socket(anna)) {
      assertUpdate(socket, unhinted(anna));
    }
  }

  @Test
  void whatCameWhileTheSubscriptionWasBrokenIsCaughtUpWith() {
    try (LiveClient socket = socket(anna)) {
      assertUpdate(socket, unhinted(anna));
      long later = unhinted(anna);
      feed.await(feed.commands().clientKill(KillArgs.Builder.typePubsub()));
      assertUpdate(socket, later);
    }
  }

  private static long unhinted(long viewer) {
    long id = id();
    feed.publish(id, feed.post(id, BERT, "of which nobody hints"), viewer);
    return id;
  }

  @Test
  void whatIsHeldOfAnAuthorWhoIsPulledHoldsNothingUp() {
    RelationsBuilder pulling = new RelationsBuilder(Relations.following(0, BERT));
    feed.relate(anna, pulling.set(CARL, Relation.FOLLOWING, true), true);
    try (LiveClient socket = socket(anna)) {
      for (int i = 0; i < 5; i++) {
        client.get("/api/v1/timelines/home", anna);
        long id = id();
        feed.publish(id, feed.post(id, CARL, "one of many"));
        tellAll(new LiveEvent(Kind.PULLED, CARL, id));
        assertUpdate(socket, id);
      }
    } finally {
      feed.relate(anna, BERT);
    }
  }

  @Test
  void aClientThatTakesNothingIsCutOff() {
    try (LiveClient idle = LiveClient.idle(app.getLocalPort(), Client.token(anna, "read"))) {
      await().until(() -> listens(anna));
      long id = delivered(BERT, "long ".repeat(900));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (int i = 0; i < 200; i++) {
                  tellAll(new LiveEvent(Kind.EDITED, BERT, id));
                }
                return cutOff() > 0;
              });
      assertThat(idle.isOpen()).as("it has noticed nothing yet").isTrue();
      await().until(() -> !listens(anna));
    }
  }

  private static double cutOff() {
    String metrics = new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8);
    return metrics
        .lines()
        .filter(line -> line.startsWith("rivulet_live_cut_off_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  @Test
  void anOpenStreamDoesNotHoldTheEndOfTheServiceUp() throws Exception {
    DropwizardAppExtension<ReaderConfiguration> other = Client.reader(TestServers.redis());
    other.before();
    LiveClient events = LiveClient.events(other.getLocalPort(), USER, Client.token(anna, "read"));
    LiveClient socket =
        LiveClient.socket(other.getLocalPort(), "?stream=user", Client.token(anna, "read"));
    assertThat(events.next()).isEqualTo(":)");
    assertThat(CompletableFuture.runAsync(other::after)).succeedsWithin(Duration.ofSeconds(10));
    assertThat(socket.closed()).isEqualTo(1001);
    assertThat(events.closed()).isZero();
  }

  /// One that is opened when the others have been ended already is ended, too.
  @Test
  void streamsThatBeginMeanwhileDoNotHoldItUpEither() throws Exception {
    DropwizardAppExtension<ReaderConfiguration> other = Client.reader(TestServers.redis());
    other.before();
    int port = other.getLocalPort();
    List<LiveClient> open = Collections.synchronizedList(new ArrayList<>());
    List<Thread> opening =
        LongStream.range(0, 4)
            .mapToObj(i -> Thread.ofPlatform().start(() -> openWithoutEnd(port, i << 20, open)))
            .toList();
    try {
      await().until(() -> open.size() > 100);
      assertThat(CompletableFuture.runAsync(other::after)).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      for (Thread one : opening) {
        one.join();
      }
      open.forEach(LiveClient::close);
    }
  }

  /// Until there is nobody any more who answers.
  private static void openWithoutEnd(int port, long first, List<LiveClient> open) {
    try {
      for (long viewer = first + 1; ; viewer++) {
        open.add(LiveClient.socket(port, "?stream=user", Client.token(viewer, "read")));
      }
    } catch (CompletionException _) {
      // It has stopped.
    }
  }

  @Test
  void anAccountHasNoMoreThanFiftyStreams() {
    String token = Client.token(anna, "read");
    int port = app.getLocalPort();
    List<LiveClient> open = new ArrayList<>();
    try {
      await()
          .until(
              () -> {
                int status = LiveClient.tried(port, token, open);
                return status == 429;
              });
      assertThat(open).hasSizeBetween(49, 50);
      assertThat(LiveClient.status(port, USER, token)).isEqualTo(429);
    } finally {
      open.forEach(LiveClient::close);
    }
  }

  @Test
  void aTokenThatIsTakenBackEndsItsStreams() {
    String token = Client.token(anna, "read");
    int port = app.getLocalPort();
    try (LiveClient socket = LiveClient.socket(port, "?stream=user", token);
        LiveClient events = LiveClient.events(port, USER, token)) {
      Client.revoke(token);
      assertThat(socket.closed()).isEqualTo(1000);
      assertThat(events.closed()).isZero();
      assertThat(LiveClient.status(port, USER, token)).isEqualTo(401);
    }
  }

  @Test
  void boostsAreSentWithWhatTheyBoost() {
    long original = id();
    feed.publish(original, feed.post(original, CARL, "the original"));
    try (LiveClient socket = socket(anna)) {
      long boost = id();
      feed.publish(boost, feed.boost(boost, BERT, new PostRef(original, CARL)), anna);
      tell(new LiveEvent(Kind.DELIVERED, anna, boost));
      JsonNode payload = LiveClient.parse(socket.frame().path("payload").asText());
      assertThat(payload.path("reblog").path("id").asText()).isEqualTo(Long.toString(original));
      // Of somebody she does not follow.
      feed.body(original, feed.tombstone(CARL));
      tellAll(new LiveEvent(Kind.DELETED, CARL, original));
      assertThat(socket.frame().path("payload").asText()).isEqualTo(Long.toString(original));
    }
  }
}
