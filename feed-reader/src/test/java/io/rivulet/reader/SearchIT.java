package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.account.Counts;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Visibility;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.reader.Client.Answer;
import io.rivulet.reader.index.Events;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is answered by the index, with Kafka and Redis. Posts are in Kafka alone, unless a test
/// says otherwise: their bodies are the index's.
@ExtendWith(DropwizardExtensionsSupport.class)
class SearchIT {
  private static final String PUBLIC = "/api/v1/timelines/public";
  private static final Relation MUTED = new Relation(false, false, false, false, Relation.NEVER);
  private static final Relation BLOCKED = new Relation(false, false, false, true, 0);
  private static final Path folder = newFolder();
  private static final DropwizardAppExtension<ReaderConfiguration> app = start();
  private static final Client client = new Client(app);
  private static IndexedFeed feed;

  /// Kafka keeps what earlier tests did, so each one has accounts and ids of its own.
  private static long lastId = 1_000;

  private long anna;
  private long bert;
  private long cleo;

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("search-it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DropwizardAppExtension<ReaderConfiguration> start() {
    IndexedFeed.provision();
    return Client.reader(
        TestServers.redis(),
        Duration.ZERO,
        Map.of(
            "kafka", TestServers.kafka(),
            "index.folder", folder.toString(),
            "index.refresh", "PT0.02S"));
  }

  @BeforeAll
  static void connect() {
    feed = new IndexedFeed();
    await().untilAsserted(() -> assertThat(client.get(PUBLIC).status()).isEqualTo(200));
  }

  @AfterAll
  static void disconnect() throws IOException {
    feed.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @BeforeEach
  void begin() {
    anna = newId();
    bert = newId();
    cleo = newId();
    feed.account(anna, "anna" + anna, "Anna of " + anna);
    feed.account(bert, "bert" + bert, "");
    feed.account(cleo, "cleo" + cleo, "");
  }

  private static long newId() {
    return ++lastId;
  }

  private long post(long author, String text) {
    long id = newId();
    feed.add(Events.post(id, author, text));
    return id;
  }

  private long reply(long author, long replyTo, long replyToAuthor) {
    long id = newId();
    feed.add(
        Events.post(
            id,
            author,
            Events.content("re " + replyTo),
            Visibility.PUBLIC,
            new PostRef(replyTo, replyToAuthor)));
    return id;
  }

  /// Waits until the index has all that was published before.
  private void settle() {
    String word = "settled" + newId();
    post(cleo, word);
    await()
        .untilAsserted(
            () -> assertThat(client.get(search(word), cleo).json().at("/statuses")).hasSize(1));
  }

  private static String search(String text) {
    return "/api/v2/search?q=" + text;
  }

  private static List<Long> ids(JsonNode list) {
    List<Long> ids = new ArrayList<>();
    list.forEach(one -> ids.add(one.path("id").asLong()));
    return ids;
  }

  private static List<Long> walked(String path, Optional<Long> viewer) {
    List<Long> walked = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      String address = next.get();
      Answer page =
          viewer.map(one -> client.get(address, one)).orElseGet(() -> client.get(address));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.ids().isEmpty()).isEqualTo(page.header("Link").isEmpty());
      walked.addAll(page.ids());
      next = page.next();
    }
    return walked;
  }

  @Test
  void guestsPageThroughPublicPostsByTheirLinks() {
    long first = post(anna, "one");
    List<Long> posts = LongStream.range(0, 9).mapToObj(_ -> post(bert, "more")).toList();
    reply(bert, first, anna);
    settle();
    long last = lastId;
    String from = PUBLIC + "?limit=2&local=true&min_id=" + (first - 1);
    Answer page = client.get(from);
    assertThat(page.ids()).containsExactly(posts.getFirst(), first);
    assertThat(page.header("Link").orElseThrow())
        .contains("local=true", "limit=2", "max_id=" + first, "min_id=" + posts.getFirst());
    List<Long> expected = new ArrayList<>(posts.reversed());
    expected.addFirst(last);
    expected.add(first);
    assertThat(walked(PUBLIC + "?limit=3", Optional.empty()))
        .startsWith(expected.toArray(Long[]::new));
    assertThat(client.get(PUBLIC + "?max_id=1").ids()).isEmpty();
    assertThat(client.get(PUBLIC + "?remote=true").ids()).isEmpty();
    assertThat(client.get(PUBLIC + "?max_id=x").status()).isEqualTo(422);
  }

  @Test
  void whomOneMutesOrBlocksIsNotInPublicAndNoPageIsEmptyForIt() {
    long oldest = post(anna, "seen");
    LongStream.range(0, 50).forEach(_ -> post(bert, "muted"));
    LongStream.range(0, 50).forEach(_ -> post(cleo, "blocked"));
    settle();
    feed.redis.relate(
        anna, new RelationsBuilder().set(bert, MUTED, false).set(cleo, BLOCKED, false), false);
    assertThat(client.get(PUBLIC + "?limit=1", anna).ids()).containsExactly(oldest);
    assertThat(client.get(PUBLIC + "?limit=1", bert).ids()).isNotEqualTo(List.of(oldest));
  }

  @Test
  void tagsAreCombinedAndHoldAnswersAndNoUnlistedPosts() {
    String tag = "tag" + newId();
    long plain = post(anna, "#" + tag);
    long both = post(bert, "#" + tag + " #x" + tag);
    post(bert, "#y" + tag);
    long answer = newId();
    feed.add(
        Events.post(
            answer, bert, Events.content("#" + tag), Visibility.PUBLIC, new PostRef(plain, anna)));
    feed.add(Events.post(newId(), bert, Events.content("#" + tag), Visibility.UNLISTED, null));
    settle();
    String path = "/api/v1/timelines/tag/" + tag;
    assertThat(walked(path + "?limit=1", Optional.empty())).containsExactly(answer, both, plain);
    assertThat(client.get(path + "?all%5B%5D=x" + tag).ids()).containsExactly(both);
    assertThat(client.get(path + "?none%5B%5D=X" + tag, anna).ids()).containsExactly(answer, plain);
    assertThat(client.get(path + "?any%5B%5D=y" + tag).ids()).hasSize(4);
    assertThat(client.get(path + "?only_media=true").ids()).isEmpty();
    Answer found = client.get("/api/v2/search?type=hashtags&q=%23" + tag.substring(0, 6), anna);
    assertThat(found.json().at("/hashtags").findValuesAsText("name")).contains(tag);
    assertThat(client.get("/api/v1/tags/" + tag).json().path("name").asText()).isEqualTo(tag);
    assertThat(client.get("/api/v1/tags/no%20tag").status()).isEqualTo(404);
  }

  @Test
  void whatTheViewerPublishedAMomentAgoIsThereAtOnce() {
    String tag = "own" + newId();
    long root = post(bert, "root");
    settle();
    long own = newId();
    feed.redis.overlay(
        own,
        feed.redis.post(
            own, anna, Events.content("#" + tag), Visibility.PUBLIC, new PostRef(root, bert)));
    assertThat(client.get("/api/v1/timelines/tag/" + tag, anna).ids()).containsExactly(own);
    feed.redis.body(root, feed.redis.post(root, bert, "root"));
    JsonNode context = client.get("/api/v1/statuses/" + root + "/context", anna).json();
    assertThat(ids(context.path("descendants"))).containsExactly(own);
    context = client.get("/api/v1/statuses/" + own + "/context", anna).json();
    assertThat(ids(context.path("ancestors"))).containsExactly(root);
    feed.redis.overlay(own, feed.redis.tombstone(anna));
    assertThat(client.get("/api/v1/timelines/tag/" + tag, anna).ids()).isEmpty();
  }

  @Test
  void threadsAreToldDepthFirstWithoutWhatIsDeletedOrHidden() {
    long root = post(anna, "root");
    long first = reply(bert, root, anna);
    long second = reply(cleo, root, anna);
    long below = reply(anna, first, bert);
    settle();
    List.of(root, first, second, below)
        .forEach(id -> feed.redis.body(id, feed.redis.post(id, id == first ? bert : anna, "x")));
    JsonNode context = client.get("/api/v1/statuses/" + root + "/context").json();
    assertThat(ids(context.path("ancestors"))).isEmpty();
    assertThat(ids(context.path("descendants"))).containsExactly(first, below, second);
    feed.add(Events.delete(first, bert));
    feed.redis.body(first, feed.redis.tombstone(bert));
    context = client.get("/api/v1/statuses/" + root + "/context").json();
    assertThat(ids(context.path("descendants"))).containsExactly(below, second);
    assertThat(client.get("/api/v1/statuses/1/context").status()).isEqualTo(404);
  }

  @Test
  void accountsAreFoundByNameTheExactOneFirstThenByFollowers() {
    String name = "search" + newId();
    long exact = newId();
    long few = newId();
    long many = newId();
    feed.account(few, name + "_few", "");
    feed.account(many, name + "_many", "");
    feed.account(exact, name, "");
    feed.redis.counts(many, new Counts(9, 0, 0));
    feed.redis.counts(few, new Counts(1, 0, 0));
    settle();
    assertThat(ids(client.get(search(name), anna).json().at("/accounts")))
        .containsExactly(exact, many, few);
    assertThat(ids(client.get(search("@" + name + "@feed.example"), anna).json().at("/accounts")))
        .containsExactly(exact, many, few);
    assertThat(client.get(search("@" + name + "@else.where"), anna).json().at("/accounts"))
        .isEmpty();
    String accounts = "/api/v1/accounts/search?q=";
    assertThat(client.get(accounts + name + "&limit=1&offset=1", anna).ids()).containsExactly(many);
    feed.redis.relate(anna, few);
    assertThat(client.get(accounts + name + "&following=true", anna).ids()).containsExactly(few);
    assertThat(client.get(accounts + anna, anna).ids()).containsExactly(anna);
    String url = Client.PUBLIC_URL + "/@" + name + "_few";
    assertThat(ids(client.get(search(url), anna).json().at("/accounts"))).containsExactly(few);
  }

  @Test
  void anAccountThatWasCreatedAMomentAgoIsFoundByItsName() {
    long id = newId();
    feed.redis.accountInOverlay(id, "fresh" + id);
    assertThat(ids(client.get(search("@fresh" + id), anna).json().at("/accounts")))
        .containsExactly(id);
  }

  @Test
  void statusesAreFoundByThoseWhoMaySeeThem() {
    String word = "word" + newId();
    long open = post(bert, word + " here");
    long closed = newId();
    feed.add(Events.post(closed, bert, Events.content(word), Visibility.FOLLOWERS, null));
    feed.add(Events.post(newId(), bert, Events.content(word), Visibility.DIRECT, null));
    settle();
    assertThat(ids(client.get(search(word), anna).json().at("/statuses"))).containsExactly(open);
    feed.redis.relate(anna, bert);
    assertThat(ids(client.get(search(word), anna).json().at("/statuses")))
        .containsExactly(closed, open);
    assertThat(
            ids(
                client
                    .get(search(word + "&type=statuses&limit=1&offset=1"), anna)
                    .json()
                    .at("/statuses")))
        .containsExactly(open);
    assertThat(ids(client.get(search(word + "&account_id=" + cleo), anna).json().at("/statuses")))
        .isEmpty();
    feed.redis.relate(anna, new RelationsBuilder().set(bert, MUTED, false), false);
    assertThat(ids(client.get(search(word), anna).json().at("/statuses"))).isEmpty();
  }

  @Test
  void searchNeedsATokenItsScopeAndAText() {
    assertThat(client.get(search("x")).status()).isEqualTo(401);
    assertThat(client.send(search("x"), Client.token(anna, "write")).status()).isEqualTo(403);
    assertThat(client.get("/api/v2/search", anna).status()).isEqualTo(400);
    assertThat(client.get("/api/v1/accounts/search?q=x").status()).isEqualTo(401);
    assertThat(client.get("/api/v1/accounts/search", anna).ids()).isEmpty();
  }

  @Test
  void followersAreListedNewestFirstWithoutThoseWhomTheViewerBlocks() {
    long dora = newId();
    feed.account(dora, "dora" + dora, "");
    feed.add(Events.follow(bert, anna));
    feed.add(Events.follow(dora, anna));
    feed.add(Events.follow(cleo, anna));
    settle();
    String path = "/api/v1/accounts/" + anna + "/followers";
    await().untilAsserted(() -> assertThat(client.get(path).ids()).hasSize(3));
    assertThat(walked(path + "?limit=1", Optional.empty())).containsExactly(cleo, dora, bert);
    feed.redis.relate(bert, new RelationsBuilder().set(dora, BLOCKED, false), false);
    assertThat(walked(path + "?limit=1", Optional.of(bert))).containsExactly(cleo, bert);
    feed.redis.relate(cleo, new RelationsBuilder().setInverse(anna, true, false), false);
    assertThat(client.get(path, cleo).ids()).isEmpty();
    assertThat(client.get("/api/v1/accounts/1/followers").status()).isEqualTo(404);
  }

  @Test
  void boostersAreListed() {
    long post = post(anna, "boosted");
    feed.redis.body(post, feed.redis.post(post, anna, "boosted"));
    feed.add(Events.boost(newId(), bert, post, anna));
    feed.add(Events.boost(newId(), cleo, post, anna));
    settle();
    String path = "/api/v1/statuses/" + post + "/reblogged_by";
    assertThat(walked(path + "?limit=1", Optional.empty())).containsExactly(cleo, bert);
    feed.redis.relate(anna, new RelationsBuilder().set(cleo, BLOCKED, false), false);
    assertThat(client.get(path, anna).ids()).containsExactly(bert);
    assertThat(client.get("/api/v1/statuses/1/reblogged_by").status()).isEqualTo(404);
  }

  @Test
  void whoLikesWhatIsListedThoughWhatSomebodyDidLatelyIsCorrupt() {
    long post = post(bert, "liked");
    feed.redis.body(post, feed.redis.post(post, bert, "liked"));
    feed.add(new Reacted(newId(), anna, Reaction.LIKE, new PostRef(post, bert), Feed.TIME, null));
    String likers = "/api/v1/statuses/" + post + "/favourited_by";
    await().untilAsserted(() -> assertThat(client.get(likers).ids()).containsExactly(anna));
    byte[] field = {99};
    feed.redis.await(
        feed.redis.commands().hset(Keyspace.ownReactions(anna), field, new byte[] {9}));
    Answer liked = client.get("/api/v1/favourites", anna);
    assertThat(liked.ids()).containsExactly(post);
    assertThat(liked.header("Link")).isPresent();
    assertThat(liked.header("Content-Length")).isPresent();
    assertThat(client.get("/api/v1/bookmarks", anna).json()).isEmpty();
  }

  @Test
  void historyHasAllEditionsAndTheSourceIsTheAuthorsAlone() {
    long post = newId();
    feed.add(Events.post(post, anna, "first <b>"));
    feed.add(Events.edit(post, anna, "second"));
    settle();
    feed.redis.put(
        Keyspace.post(post),
        PostBody.of(
                Post.of(Events.post(post, anna, "second")),
                0,
                new StatusRenderer(new WebAddresses(URI.create(Client.PUBLIC_URL))))
            .bytes());
    JsonNode history = client.get("/api/v1/statuses/" + post + "/history").json();
    assertThat(history).hasSize(2);
    assertThat(history.at("/0/content").asText()).isEqualTo("<p>first &lt;b&gt;</p>");
    assertThat(history.at("/0/created_at").asText()).isEqualTo("2026-11-22T18:36:50.029Z");
    assertThat(history.at("/1/content").asText()).isEqualTo("<p>second</p>");
    assertThat(history.at("/1/created_at").asText()).isEqualTo("2026-11-22T18:37:50.029Z");
    assertThat(history.at("/1/account/id").asLong()).isEqualTo(anna);
    assertThat(history.at("/1/media_attachments").isArray()).isTrue();
    JsonNode source = client.get("/api/v1/statuses/" + post + "/source", anna).json();
    assertThat(source.path("text").asText()).isEqualTo("second");
    assertThat(source.path("spoiler_text").asText()).isEmpty();
    assertThat(client.get("/api/v1/statuses/" + post + "/source", bert).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/statuses/" + post + "/source").status()).isEqualTo(401);
    assertThat(client.get("/api/v1/statuses/1/history").status()).isEqualTo(404);
  }

  @Test
  void theInstanceCountsAccountsAndPosts() {
    JsonNode stats = client.get("/api/v1/instance").json().path("stats");
    assertThat(stats.path("user_count").isInt()).isTrue();
    assertThat(stats.path("status_count").isInt()).isTrue();
  }

  @Test
  void theIndexTellsHowItIsAndIsMeasured() {
    assertThat(client.admin("/healthcheck").json().at("/index/healthy").asBoolean()).isTrue();
    String metrics = new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains("rivulet_index_documents", "rivulet_index_lag", "rivulet_index_refresh");
  }
}
