package io.rivulet.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.AccountRef;
import io.rivulet.event.Card;
import io.rivulet.event.Draft;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Media;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Samples;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// On the producer that Kafka's clients bring for tests.
class FeedPublisherTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  private final FeedPublisher feed = new FeedPublisher(producer);

  private List<Submission> published() {
    return producer.history().stream()
        .map(ProducerRecord::value)
        .map(SubmissionJson::decode)
        .toList();
  }

  @Test
  void everyMethodPublishesItsSubmission() {
    AccountRef ann = AccountRef.named("ann");
    PostTarget post = PostTarget.ofClientKey("k");
    CompletableFuture.allOf(
            feed.account("ann", Profile.EMPTY),
            feed.post("@ann").clientKey("k").text("Hello").publish(),
            feed.post("@ann").text("Hi").publishAsEditOf(post),
            feed.boost("7", "b", PostTarget.of(5)),
            feed.delete("@ann", post),
            feed.follow("7", "@ann"),
            feed.follow("7", "@ann", FollowOptions.boosts(false)),
            feed.unfollow("7", "@ann"),
            feed.acceptFollow("@ann", "7"),
            feed.rejectFollow("@ann", "7"),
            feed.block("7", "@ann"),
            feed.unblock("7", "@ann"),
            feed.mute("7", "@ann", null),
            feed.mute("7", "@ann", Samples.TIME),
            feed.unmute("7", "@ann"))
        .join();
    assertThat(published())
        .containsExactly(
            new Submission.Account("ann", Profile.EMPTY, null),
            new Submission.Post(ann, "k", Draft.ofText("Hello"), Visibility.PUBLIC, null, null),
            new Submission.Edit(ann, post, Draft.ofText("Hi")),
            new Submission.Boost(AccountRef.of(7), "b", PostTarget.of(5), Visibility.PUBLIC, null),
            new Submission.Delete(ann, post),
            new Submission.Follow(AccountRef.of(7), ann, FollowOptions.UNCHANGED),
            new Submission.Follow(AccountRef.of(7), ann, FollowOptions.boosts(false)),
            new Submission.Unfollow(AccountRef.of(7), ann),
            new Submission.AcceptFollow(ann, AccountRef.of(7)),
            new Submission.RejectFollow(ann, AccountRef.of(7)),
            new Submission.Block(AccountRef.of(7), ann),
            new Submission.Unblock(AccountRef.of(7), ann),
            new Submission.Mute(AccountRef.of(7), ann, null),
            new Submission.Mute(AccountRef.of(7), ann, Samples.TIME),
            new Submission.Unmute(AccountRef.of(7), ann));
    assertThat(producer.history()).allMatch(record -> record.topic().equals(Topics.SUBMISSIONS));
  }

  @Test
  void aPostMayHaveEverything() {
    Card card = new Card(Card.Kind.LINK, "https://a.example", "A", "", "", "");
    Media medium = Samples.photo().media().getFirst();
    feed.post("7")
        .clientKey("k")
        .text("x")
        .language("en")
        .media(medium)
        .card(card)
        .sensitive()
        .contentWarning("cw")
        .visibility(Visibility.FOLLOWERS)
        .replyTo(PostTarget.of(9))
        .createdAt(Samples.TIME)
        .publish()
        .join();
    Draft draft = new Draft("x", "en", List.of(medium), card, true, "cw");
    assertThat(published())
        .containsExactly(
            new Submission.Post(
                AccountRef.of(7),
                "k",
                draft,
                Visibility.FOLLOWERS,
                PostTarget.of(9),
                Samples.TIME));
  }

  @Test
  void oneAuthorHasOneKeyWhateverTheCase() {
    feed.post("@Ann").text("x").publish().join();
    feed.post("@ANN").text("x").publish().join();
    assertThat(producer.history())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("@ann", "@ann");
  }

  @Test
  void thePositionTellsTheId() {
    Position position = new Position(3, 17, Samples.TIME);
    assertThat(position.id()).isEqualTo(Ids.ofSubmission(3, 17, Samples.TIME));
    Position first = feed.follow("7", "8").join();
    Position second = feed.follow("7", "8").join();
    assertThat(second.offset()).isEqualTo(first.offset() + 1);
  }

  @Test
  void whatKafkaRefusesFailsTheFuture() {
    producer.sendException = new TimeoutException("no metadata");
    CompletableFuture<Position> future = feed.follow("7", "8");
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aClosedPublisherFailsTheFuture() {
    feed.close();
    assertThat(producer.closed()).isTrue();
    assertThat(feed.follow("7", "8")).isCompletedExceptionally();
  }

  @Test
  void whatIsOutOfBoundsIsRefusedBeforeItIsSent() {
    assertThatThrownBy(() -> feed.post("ann")).isInstanceOf(InvalidEventException.class);
    PostBuilder empty = feed.post("@ann");
    assertThatThrownBy(empty::publish).hasMessageContaining("a text, media or a card");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void durabilityCannotBeSwitchedOff() {
    assertThat(
            FeedPublisher.configuration(
                Map.of("acks", "0", "enable.idempotence", false, "linger.ms", 50)))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("linger.ms", 50);
  }
}
