package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.AccountRef;
import io.rivulet.event.Draft;
import io.rivulet.event.EventJson;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.faults.traffic.Ledger;
import io.rivulet.local.LocalTopics;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A verdict that never finds anything would be worth nothing.
final class KafkaVerdictIT {
  private static final long AUTHOR = 1_000_000_001L;
  private static final long OTHER = 1_000_000_002L;
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String KEPT = "mark-00000000-0000-0000-0000-000000000001";
  private static final String TWICE = "mark-00000000-0000-0000-0000-000000000002";
  private static final String LOST = "mark-00000000-0000-0000-0000-000000000003";
  private static final Submission FOLLOW =
      new Submission.Follow(AccountRef.of(AUTHOR), AccountRef.of(OTHER), FollowOptions.UNCHANGED);

  @Test
  void whatIsLostAndWhatIsTwiceAndWhatIsRefusedForNoReasonIsFound() throws Exception {
    String kafka = TestServers.kafka();
    LocalTopics.provision(kafka, 2);
    Set<Ledger.Submitted> submitted;
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (PostPublished post :
          List.of(post(11, KEPT, null), post(12, TWICE, null), post(13, TWICE, null))) {
        var _ = send(producer, Topics.POSTS, EventJson.encode(post));
        // The same record again is no second post.
        var _ = send(producer, Topics.POSTS, EventJson.encode(post));
      }
      Ledger.Submitted nothing = submit(producer, written("nobody made a post of it"));
      Ledger.Submitted published = submit(producer, written("published"));
      PostPublished made = post(15, "published", origin(published));
      var _ = send(producer, Topics.POSTS, EventJson.encode(made));
      Ledger.Submitted unfollow =
          submit(producer, new Submission.Unfollow(AccountRef.of(AUTHOR), AccountRef.of(OTHER)));
      var ended = new Unfollowed(AUTHOR, OTHER, TIME, origin(unfollow));
      var _ = send(producer, Topics.RELATIONS, EventJson.encode(ended));
      Ledger.Submitted blocked = submit(producer, FOLLOW);
      letter(producer, blocked.place(), "blocked", SubmissionJson.encode(FOLLOW));
      Ledger.Submitted unknown = submit(producer, written("by somebody who exists"));
      letter(
          producer,
          unknown.place(),
          "unknown-author",
          SubmissionJson.encode(written("by somebody who exists")));
      letter(producer, editOf(99));
      letter(producer, editOf(11));
      submitted =
          Set.of(
              nothing,
              published,
              unfollow,
              blocked,
              unknown,
              new Ledger.Submitted(published.place(), "another one"),
              Ledger.Submitted.at(0, 1_000_000, new byte[0]));
    }
    var verdict = KafkaVerdict.of(kafka, Map.of(11L, KEPT, 12L, TWICE, 14L, LOST), submitted);
    assertThat(verdict.problems())
        .hasSize(7)
        .anyMatch(line -> line.contains("post 14, " + LOST + ", was acknowledged and is not"))
        .anyMatch(line -> line.startsWith(TWICE + " was published under the ids"))
        .anyMatch(line -> line.contains("is neither an event nor a dead letter"))
        .anyMatch(line -> line.contains("is a dead letter: unknown-author"))
        .anyMatch(line -> line.contains("is a dead letter: rejected-event"))
        .anyMatch(line -> line.endsWith("was acknowledged and is not in Kafka: another one"))
        .anyMatch(line -> line.startsWith("submission 1000000 of partition 0 was acknowledged"));
  }

  private static Submission written(String text) {
    return new Submission.Post(
        AccountRef.of(AUTHOR), null, Draft.ofText(text), Visibility.PUBLIC, null, null);
  }

  private static Ledger.Submitted submit(
      KafkaProducer<byte[], byte[]> producer, Submission submission) throws Exception {
    byte[] value = SubmissionJson.encode(submission);
    RecordMetadata place = send(producer, Topics.SUBMISSIONS, value);
    return Ledger.Submitted.at(place.partition(), place.offset(), value);
  }

  private static Origin origin(Ledger.Submitted submitted) {
    return new Origin(submitted.place().partition(), submitted.place().offset());
  }

  /// The fan-out's, of an edit.
  private static void letter(KafkaProducer<byte[], byte[]> producer, PostEdited edit)
      throws Exception {
    letter(
        producer,
        new DeadLetter.Source(Topics.POSTS, 0, 1),
        "rejected-event",
        EventJson.encode(edit));
  }

  private static PostEdited editOf(long post) {
    return new PostEdited(PostTarget.of(post), AUTHOR, TIME, PostContent.ofText("Better"), null);
  }

  private static void letter(
      KafkaProducer<byte[], byte[]> producer, DeadLetter.Source about, String reason, byte[] value)
      throws Exception {
    var letter = new DeadLetter(reason, "a test", about, TIME, "test", Topics.key(AUTHOR), value);
    var _ = producer.send(letter.toRecord()).get();
  }

  private static RecordMetadata send(
      KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) throws Exception {
    return producer.send(new ProducerRecord<>(topic, Topics.key(AUTHOR), value)).get();
  }

  private static PostPublished post(long id, String marker, @Nullable Origin origin) {
    return new PostPublished(
        id,
        AUTHOR,
        TIME,
        PostContent.ofText("Hello " + marker),
        Visibility.PUBLIC,
        null,
        null,
        null,
        origin);
  }
}
