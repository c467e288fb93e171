package io.rivulet.reader.index;

import static io.rivulet.reader.index.Events.account;
import static io.rivulet.reader.index.Events.boost;
import static io.rivulet.reader.index.Events.content;
import static io.rivulet.reader.index.Events.delete;
import static io.rivulet.reader.index.Events.edit;
import static io.rivulet.reader.index.Events.follow;
import static io.rivulet.reader.index.Events.keyed;
import static io.rivulet.reader.index.Events.post;
import static io.rivulet.reader.index.Events.reply;
import static io.rivulet.reader.index.Events.unfollow;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Blocked;
import io.rivulet.event.EventJson;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Muted;
import io.rivulet.event.Origin;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Visibility;
import io.rivulet.reader.Feed;
import io.rivulet.reader.index.IndexSearch.Listed;
import io.rivulet.reader.index.IndexSearch.Size;
import io.rivulet.reader.page.Window;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenIndexTest {
  private static final long ANNA = 101;
  private static final long BERT = 102;
  private static final long CLEO = 103;
  private static final int ALL = 100;

  @TempDir Path folder;
  private final Topic topic = new Topic();
  private IndexFixture index;

  @BeforeEach
  void open() {
    index = new IndexFixture(folder, topic);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private long[] open(IndexSearch search) {
    return search.posts(PostQuery.open(false), Window.ALL, ALL);
  }

  private static long[] words(IndexSearch search, String text) {
    return search.posts(PostQuery.words(text, ANNA, 0).orElseThrow(), Window.ALL, ALL);
  }

  private static long[] tagged(IndexSearch search, String tag) {
    return search.posts(PostQuery.tagged(Set.of(tag), Set.of(), Set.of(), false), Window.ALL, ALL);
  }

  private static List<Long> followers(IndexSearch search, long account) {
    return search.followers(account, Window.ALL, ALL).stream().map(Listed::account).toList();
  }

  @Test
  void publicPostsAreListedNewestFirstWithoutBoostsAnswersAndUnlistedOnes() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "one"),
            boost(1_001, BERT, 1_000, ANNA),
            post(1_002, BERT, content("two"), Visibility.UNLISTED, null),
            reply(1_003, BERT, 1_000, ANNA),
            post(1_004, BERT, content("three"), Visibility.FOLLOWERS, null),
            post(1_005, CLEO, "four"));
    assertThat(open(search)).containsExactly(1_005, 1_000);
    assertThat(search.posts(PostQuery.boostsOf(1_000), Window.ALL, ALL)).containsExactly(1_001);
  }

  @Test
  void windowsAreExclusiveAndBeginAtTheEndTheyAreToldTo() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "a"),
            post(1_001, ANNA, "b"),
            post(1_002, ANNA, "c"),
            post(1_003, ANNA, "d"));
    PostQuery all = PostQuery.open(false);
    assertThat(search.posts(all, new Window(0, 1_003, false), 2)).containsExactly(1_002, 1_001);
    assertThat(search.posts(all, new Window(1_000, Long.MAX_VALUE, true), 2))
        .containsExactly(1_001, 1_002);
    assertThat(search.posts(all, new Window(1_000, 1_003, false), 9)).containsExactly(1_002, 1_001);
    assertThat(search.posts(all, new Window(0, 1, false), 9)).isEmpty();
  }

  @Test
  void wordsAreFoundWhateverTheirCaseAndAccentsAndTheLastOneByItsBeginning() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "Ein Käse aus Köln"),
            post(1_001, BERT, "kaese und Wein"),
            post(1_002, CLEO, "Wein aus Köln #Wein"));
    assertThat(words(search, "kase")).containsExactly(1_000);
    assertThat(words(search, "KÖLN")).containsExactly(1_002, 1_000);
    assertThat(words(search, "aus ko")).containsExactly(1_002, 1_000);
    assertThat(words(search, "wein koln")).containsExactly(1_002);
    assertThat(words(search, "koe")).isEmpty();
    assertThat(words(search, "aus w")).isEmpty();
    assertThat(PostQuery.words("?!", ANNA, 0)).isEmpty();
    assertThat(search.posts(PostQuery.words("wein", ANNA, BERT).orElseThrow(), Window.ALL, ALL))
        .containsExactly(1_001);
  }

  @Test
  void whatIsDirectIsFoundByItsAuthorAndNotByStrangers() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, content("secret"), Visibility.DIRECT, null),
            post(1_001, BERT, content("secret"), Visibility.DIRECT, null));
    assertThat(words(search, "secret")).containsExactly(1_000);
  }

  @Test
  void tagsAreThoseOfPublicPostsTheMostUsedFirst() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "#catalog"),
            post(1_001, ANNA, "#cats #Cats"),
            post(1_002, BERT, "#cats"),
            post(1_003, BERT, content("#catnip"), Visibility.FOLLOWERS, null),
            post(1_004, BERT, "#dogs"));
    assertThat(search.tags("cat", 9)).containsExactly("cats", "catalog");
    assertThat(tagged(search, "CATS")).containsExactly(1_002, 1_001);
    search = index.after(delete(1_000, ANNA));
    assertThat(search.tags("cat", 9)).containsExactly("cats");
  }

  @Test
  void tagsAreCombined() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "#a"),
            post(1_001, ANNA, "#a #b"),
            post(1_002, ANNA, "#c"),
            post(1_003, ANNA, "#a #b #d"));
    assertThat(
            search.posts(
                PostQuery.tagged(Set.of("a", "c"), Set.of(), Set.of("d"), false), Window.ALL, ALL))
        .containsExactly(1_002, 1_001, 1_000);
    assertThat(
            search.posts(
                PostQuery.tagged(Set.of("a"), Set.of("b"), Set.of(), false), Window.ALL, ALL))
        .containsExactly(1_003, 1_001);
  }

  @Test
  void anEditReplacesWhatIsFoundAndKeepsWhatItWas() {
    IndexSearch search = index.after(post(1_000, ANNA, "first #a"), edit(1_000, ANNA, "second #b"));
    assertThat(words(search, "first")).isEmpty();
    assertThat(words(search, "second")).containsExactly(1_000);
    assertThat(tagged(search, "a")).isEmpty();
    assertThat(tagged(search, "b")).containsExactly(1_000);
    search = index.after(edit(1_000, ANNA, "third"));
    assertThat(Objects.requireNonNull(search.history(1_000)).editions())
        .extracting(post -> post.content().text())
        .containsExactly("first #a", "second #b", "third");
  }

  @Test
  void aDeletedPostIsGoneForGoodWithAllItEverWas() {
    index.after(post(1_000, ANNA, "first"), edit(1_000, ANNA, "second"));
    IndexSearch search =
        index.after(delete(1_000, ANNA), post(1_000, ANNA, "first"), edit(1_000, ANNA, "third"));
    assertThat(open(search)).isEmpty();
    assertThat(words(search, "first")).isEmpty();
    assertThat(words(search, "third")).isEmpty();
    assertThat(search.history(1_000)).isNull();
    assertThat(Objects.requireNonNull(search.body(1_000)).deleted()).isTrue();
  }

  @Test
  void aDeleteBeforeThePostIsFinal() {
    IndexSearch search = index.after(delete(1_000, ANNA), post(1_000, ANNA, "late"));
    assertThat(open(search)).isEmpty();
    assertThat(words(search, "late")).isEmpty();
  }

  @Test
  void nobodyDeletesOrEditsAnothersPost() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "hers"),
            delete(1_000, BERT),
            edit(1_000, BERT, "his"),
            edit(1_001, BERT, "nothing"));
    assertThat(words(search, "hers")).containsExactly(1_000);
    assertThat(words(search, "his")).isEmpty();
  }

  @Test
  void theFirstPostUnderAClientKeyCountsAndCanBeDeletedByIt() {
    IndexSearch search =
        index.after(keyed(1_000, ANNA, "k", "one"), keyed(1_001, ANNA, "k", "two"));
    assertThat(open(search)).containsExactly(1_000);
    search = index.after(keyed(1_002, BERT, "k", "his own"), delete("k", ANNA));
    assertThat(open(search)).containsExactly(1_002);
    search = index.after(keyed(1_003, ANNA, "k", "three"));
    assertThat(open(search)).containsExactly(1_002);
  }

  @Test
  void whatWasMadeASecondTimeFromOneSubmissionMeansNothing() {
    Origin first = new Origin(0, 7);
    IndexSearch search =
        index.after(
            Events.from(first, post(1_000, ANNA, "one")),
            Events.from(new Origin(0, 8), post(1_001, ANNA, "two")),
            Events.from(first, post(1_002, ANNA, "again")));
    assertThat(open(search)).containsExactly(1_001, 1_000);
    index.commit();
    index.restart();
    search = index.after(Events.from(first, post(1_003, ANNA, "and again")));
    assertThat(open(search)).containsExactly(1_001, 1_000);
  }

  @Test
  void recordsThatComeAgainMeanNothing() throws IOException {
    index.after(post(1_000, ANNA, "a"), follow(BERT, ANNA), unfollow(BERT, ANNA));
    for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
      assertThat(index.take(record)).isEqualTo(OpenIndex.Taken.EVENT);
    }
    IndexSearch search = index.catchUp();
    assertThat(open(search)).containsExactly(1_000);
    assertThat(followers(search, ANNA)).isEmpty();
  }

  @Test
  void whatIsNoEventIsPassedOver() throws IOException {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
    TopicPartition place = topic.place(Topics.POSTS, ANNA);
    assertThat(
            index.take(
                new ConsumerRecord<>(
                    place.topic(), place.partition(), 0, Topics.key(ANNA), nonsense)))
        .isEqualTo(OpenIndex.Taken.REJECTED);
    assertThat(index.next(place)).isEqualTo(1);
  }

  @Test
  void whatLiesElsewhereIsPassedOver() throws IOException {
    TopicPartition place = topic.place(Topics.POSTS, ANNA);
    int other = (place.partition() + 1) % 4;
    byte[] post = EventJson.encode(post(1_000, ANNA, "a"));
    assertThat(index.take(new ConsumerRecord<>(place.topic(), other, 0, Topics.key(ANNA), post)))
        .isEqualTo(OpenIndex.Taken.ELSEWHERE);
    assertThat(index.next(new TopicPartition(place.topic(), other))).isEqualTo(1);
    assertThat(open(index.catchUp())).isEmpty();
  }

  @Test
  void addedPartitionsGoOnWhereTheOthersStoodAlsoAfterACrash() {
    topic.with(post(1_000, ANNA, "a"), post(1_001, BERT, "b"), post(1_002, CLEO, "c"));
    index.catchUp();
    index.commit();
    topic.widen(8);
    assertThat(index.widen()).isTrue();
    index.restart();
    for (int one = 0; one < 4; one++) {
      assertThat(index.next(new TopicPartition(Topics.POSTS, 4 + one)))
          .isEqualTo(index.next(new TopicPartition(Topics.POSTS, one)));
    }
    assertThat(open(index.after(post(1_003, ANNA, "d"))))
        .containsExactly(1_003, 1_002, 1_001, 1_000);
  }

  @Test
  void whatWasSeenOfSubmissionsIsSeenInAddedPartitionsToo() {
    for (long author = 1; author <= 20; author++) {
      topic.add(Events.from(new Origin(0, author), post(1_000 + author, author, "one")));
    }
    index.catchUp();
    topic.widen(8);
    assertThat(index.widen()).isTrue();
    for (long author = 1; author <= 20; author++) {
      topic.add(Events.from(new Origin(0, author), post(2_000 + author, author, "again")));
    }
    assertThat(open(index.catchUp())).hasSize(20).doesNotContain(2_001, 2_020);
  }

  @Test
  void anIndexThatStandsPastTheCopiesIsBuiltAnew() throws IOException {
    topic.with(post(1_000, ANNA, "a"));
    index.catchUp();
    Topic stale = new Topic();
    stale.with(post(1_000, ANNA, "a"));
    topic.widen(8);
    // As one that has not heard of them, and has read what was written into its own afterwards.
    LongStream.range(0, 50).forEach(i -> stale.add(post(2_000 + i, ANNA, "b")));
    for (ConsumerRecord<byte[], byte[]> record : stale.records()) {
      assertThat(index.take(record)).isEqualTo(OpenIndex.Taken.EVENT);
    }
    assertThat(index.widen()).isFalse();
    index.commit();
    index.restart();
    assertThat(open(index.search())).isEmpty();
    assertThat(open(index.catchUp())).containsExactly(1_000);
  }

  @Test
  void partitionsThatWereAddedTwiceMeanwhileHaveItBuiltAnew() {
    index.after(post(1_000, ANNA, "a"));
    index.commit();
    topic.widen(8);
    topic.widen(16);
    assertThat(index.widen()).isFalse();
    index.restart();
    assertThat(open(index.search())).isEmpty();
    assertThat(open(index.catchUp())).containsExactly(1_000);
  }

  @Test
  void followersAreListedNewestFirstAndKeepTheirPlaceWhenTheyFollowAgain() {
    IndexSearch search =
        index.after(
            follow(BERT, ANNA),
            follow(CLEO, ANNA),
            follow(BERT, ANNA),
            follow(ANNA, BERT),
            new Muted(CLEO, ANNA, null, Feed.TIME, null));
    assertThat(followers(search, ANNA)).containsExactly(CLEO, BERT);
    assertThat(followers(search, BERT)).containsExactly(ANNA);
    search = index.after(unfollow(BERT, ANNA), follow(BERT, ANNA));
    assertThat(followers(search, ANNA)).containsExactly(BERT, CLEO);
    search = index.after(unfollow(CLEO, ANNA));
    assertThat(followers(search, ANNA)).containsExactly(BERT);
  }

  @Test
  void aFollowDuringABlockMeansNothingAndARequestNothingBeforeItIsAccepted() {
    IndexSearch search =
        index.after(
            new Blocked(BERT, ANNA, Feed.TIME, null),
            follow(BERT, ANNA),
            new Unblocked(BERT, ANNA, Feed.TIME, null),
            new FollowAccepted(BERT, ANNA, Feed.TIME, null),
            new FollowRequested(CLEO, ANNA, FollowOptions.UNCHANGED, Feed.TIME, null));
    assertThat(followers(search, ANNA)).isEmpty();
    search = index.after(new FollowAccepted(CLEO, ANNA, Feed.TIME, null));
    assertThat(followers(search, ANNA)).containsExactly(CLEO);
  }

  @Test
  void accountsAreFoundByTheBeginningOfTheirNameAndWordsOfWhatTheyAreCalled() {
    IndexSearch search =
        index.after(
            account(ANNA, "Anna_K", "Die Käthe"),
            account(BERT, "bert", "Anna's Bruder"),
            account(CLEO, "cleo", ""));
    assertThat(search.accounts("anna", null, ALL)).containsExactlyInAnyOrder(ANNA, BERT);
    assertThat(search.accounts("anna_", null, ALL)).containsExactly(ANNA);
    assertThat(search.accounts("kathe", null, ALL)).containsExactly(ANNA);
    assertThat(search.accounts("anna", List.of(BERT, CLEO), ALL)).containsExactly(BERT);
    search = index.after(account(ANNA, "Anna_K", "Someone"));
    assertThat(search.accounts("kathe", null, ALL)).isEmpty();
  }

  @Test
  void accountsWithManyFollowersComeFirstAfterACommit() {
    index.after(account(ANNA, "user1", ""), account(BERT, "user2", ""), account(CLEO, "user3", ""));
    for (long follower = 1; follower <= 9; follower++) {
      topic.add(follow(follower, BERT));
    }
    index.after(follow(1, ANNA));
    index.commit();
    assertThat(index.search().accounts("user", null, ALL)).containsExactly(BERT, ANNA, CLEO);
    index.after(account(BERT, "user2", "again"));
    assertThat(index.search().accounts("user", null, 1)).containsExactly(BERT);
  }

  @Test
  void answersAreFoundLevelByLevelAlsoThroughWhatIsDeleted() {
    IndexSearch search =
        index.after(
            post(1_000, ANNA, "root"),
            reply(1_001, BERT, 1_000, ANNA),
            reply(1_002, CLEO, 1_001, BERT),
            reply(1_003, CLEO, 1_000, ANNA),
            delete(1_001, BERT));
    assertThat(search.answers(List.of(1_000L), ALL))
        .containsExactly(
            new IndexSearch.Answer(1_001, 1_000), new IndexSearch.Answer(1_003, 1_000));
    assertThat(search.answers(List.of(1_001L, 1_003L), ALL))
        .containsExactly(new IndexSearch.Answer(1_002, 1_001));
    assertThat(search.answered(1_002)).hasValue(1_001);
    assertThat(search.answered(1_000)).hasValue(0);
    assertThat(search.answered(9)).isEmpty();
  }

  @Test
  void aBodyIsTheOneThatTheFanOutWrites() {
    IndexSearch search = index.after(post(1_000, ANNA, "x"), edit(1_000, ANNA, "y"));
    var body = Objects.requireNonNull(search.body(1_000));
    assertThat(body.version()).isEqualTo(1);
    assertThat(body.author()).isEqualTo(ANNA);
    assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).contains("<p>y</p>");
  }

  @Test
  void accountsPostsAndBoostsAreCounted() {
    IndexSearch search =
        index.after(
            account(ANNA, "anna", ""),
            post(1_000, ANNA, "a"),
            boost(1_001, BERT, 1_000, ANNA),
            post(1_002, ANNA, "b"),
            delete(1_002, ANNA));
    assertThat(search.size()).isEqualTo(new Size(1, 2));
  }

  @Test
  void aRestartGoesOnFromTheLastCommit() {
    index.after(post(1_000, ANNA, "kept"), follow(BERT, ANNA));
    index.commit();
    index.after(post(1_001, ANNA, "not kept"), edit(1_000, ANNA, "changed"));
    index.restart();
    assertThat(open(index.search())).containsExactly(1_000);
    assertThat(words(index.search(), "kept")).containsExactly(1_000);
    assertThat(index.next(topic.place(Topics.POSTS, ANNA))).isEqualTo(1);
    IndexSearch search = index.catchUp();
    assertThat(open(search)).containsExactly(1_001, 1_000);
    assertThat(words(search, "changed")).containsExactly(1_000);
    assertThat(followers(search, ANNA)).containsExactly(BERT);
  }

  @Test
  void aLostFolderIsBuiltAnew() throws IOException {
    index.after(post(1_000, ANNA, "a"), edit(1_000, ANNA, "b"));
    index.commit();
    index.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    index = new IndexFixture(folder, topic);
    assertThat(open(index.search())).isEmpty();
    assertThat(words(index.catchUp(), "b")).containsExactly(1_000);
  }

  @Test
  void anIndexOfOtherTopicsIsBuiltAnew() throws IOException {
    index.after(post(1_000, ANNA, "a"));
    index.commit();
    index.close();
    Map<String, String> others = new HashMap<>(Topic.IDS);
    others.put(Topics.POSTS, "p2");
    try (OpenIndex other = OpenIndex.open(IndexSettings.of(folder), others, topic.spread())) {
      assertThat(other.next(topic.place(Topics.POSTS, ANNA))).isZero();
      assertThat(open(new IndexSearch(other.searchers(), "http://127.0.0.1"))).isEmpty();
    }
    index = new IndexFixture(folder, topic);
  }

  @Test
  void aClientKeyIsTheTargetOfAnEdit() {
    IndexSearch search =
        index.after(
            keyed(1_000, ANNA, "k", "one"),
            new PostEdited(PostTarget.ofClientKey("k"), ANNA, Feed.TIME, content("two"), null));
    assertThat(words(search, "two")).containsExactly(1_000);
  }
}
