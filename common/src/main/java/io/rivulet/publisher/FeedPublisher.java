package io.rivulet.publisher;

import io.rivulet.event.AccountRef;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Usernames;
import io.rivulet.event.Visibility;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Publishes to Rivulet from Java.
///
/// ```java
/// try (FeedPublisher feed = FeedPublisher.connect("localhost:9092")) {
///   feed.account("ann", Profile.EMPTY).join();
///   feed.follow("@bob", "@ann").join();
///   Position position =
///       feed.post("@ann").clientKey("photo-17").text("Hello #rivulet").publish().join();
///   System.out.println("post " + position.id());
///   feed.delete("@ann", PostTarget.ofClientKey("photo-17")).join();
/// }
/// ```
///
/// A future completes when all replicas have the record; Kafka's own retries neither double nor
/// reorder. It fails with a [KafkaException] when they have not, within 30 seconds at most, and
/// then nobody knows: send again with the same client key, which publishes once. Accepted by Kafka
/// is not yet accepted by Rivulet: what is invalid ends in `feed.dead-letters.v1`.
///
/// Accounts are named by decimal id or `@username`. What is published for one author keeps its
/// order as long as the author is always named the same way. Safe for many threads.
public final class FeedPublisher implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;

  FeedPublisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// A publisher to one cluster without security.
  ///
  /// @param bootstrapServers `host:port`, or several with commas between
  public static FeedPublisher connect(String bootstrapServers) {
    return connect(KafkaSettings.of(bootstrapServers));
  }

  /// A publisher with the security that a file names.
  public static FeedPublisher connect(KafkaSettings kafka) {
    return connect(kafka.client());
  }

  /// A publisher with settings of the caller's.
  ///
  /// @param kafka settings of Kafka's producer, for instance of security; those that durability and
  ///   order rest on (acknowledgement by all, idempotence) are not for callers to change
  public static FeedPublisher connect(Map<String, Object> kafka) {
    return new FeedPublisher(new KafkaProducer<>(configuration(kafka)));
  }

  static Map<String, Object> configuration(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_153_434);
    config.putAll(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return config;
  }

  /// Begins a post; [PostBuilder#publish()] sends it.
  public PostBuilder post(String author) {
    return new PostBuilder(this, AccountRef.parse(author));
  }

  /// Boosts a post for everybody to see.
  ///
  /// @param clientKey a name of the boost, to take it back with [#delete]
  public CompletableFuture<Position> boost(String author, String clientKey, PostTarget post) {
    return publish(
        new Submission.Boost(AccountRef.parse(author), clientKey, post, Visibility.PUBLIC, null));
  }

  /// Deletes a post, or takes a boost back.
  public CompletableFuture<Position> delete(String author, PostTarget post) {
    return publish(new Submission.Delete(AccountRef.parse(author), post));
  }

  /// Follows an account, or asks to if it is locked.
  public CompletableFuture<Position> follow(String follower, String followee) {
    return publish(
        new Submission.Follow(
            AccountRef.parse(follower), AccountRef.parse(followee), FollowOptions.UNCHANGED));
  }

  /// Follows an account, or asks to if it is locked, or changes how it is followed.
  ///
  /// @param options whether its boosts are to show, and whether its posts are notified of
  public CompletableFuture<Position> follow(
      String follower, String followee, FollowOptions options) {
    return publish(
        new Submission.Follow(AccountRef.parse(follower), AccountRef.parse(followee), options));
  }

  public CompletableFuture<Position> unfollow(String follower, String followee) {
    return publish(new Submission.Unfollow(AccountRef.parse(follower), AccountRef.parse(followee)));
  }

  /// Lets an account follow that asked to.
  public CompletableFuture<Position> acceptFollow(String author, String follower) {
    return publish(
        new Submission.AcceptFollow(AccountRef.parse(author), AccountRef.parse(follower)));
  }

  /// Refuses an account that asked to follow.
  public CompletableFuture<Position> rejectFollow(String author, String follower) {
    return publish(
        new Submission.RejectFollow(AccountRef.parse(author), AccountRef.parse(follower)));
  }

  /// Blocks an account, which ends following both ways.
  public CompletableFuture<Position> block(String author, String target) {
    return publish(new Submission.Block(AccountRef.parse(author), AccountRef.parse(target)));
  }

  public CompletableFuture<Position> unblock(String author, String target) {
    return publish(new Submission.Unblock(AccountRef.parse(author), AccountRef.parse(target)));
  }

  /// Mutes an account.
  ///
  /// @param until when the mute ends by itself; null for never
  public CompletableFuture<Position> mute(String author, String target, @Nullable Instant until) {
    return publish(new Submission.Mute(AccountRef.parse(author), AccountRef.parse(target), until));
  }

  public CompletableFuture<Position> unmute(String author, String target) {
    return publish(new Submission.Unmute(AccountRef.parse(author), AccountRef.parse(target)));
  }

  /// Creates an account, or replaces the profile of the one with this username.
  public CompletableFuture<Position> account(String username, Profile profile) {
    return publish(new Submission.Account(username, profile, null));
  }

  /// Publishes any submission.
  public CompletableFuture<Position> publish(Submission submission) {
    CompletableFuture<Position> future = new CompletableFuture<>();
    byte[] value = SubmissionJson.encode(submission);
    try {
      // The future that is returned says what the callback says.
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.SUBMISSIONS, key(submission.author()), value),
              (metadata, failure) -> {
                if (failure == null) {
                  future.complete(position(metadata));
                } else {
                  future.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // A full buffer, a record that is too large, a closed producer.
      future.completeExceptionally(e);
    }
    return future;
  }

  private static Position position(RecordMetadata metadata) {
    return new Position(
        metadata.partition(), metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
  }

  private static byte[] key(AccountRef author) {
    return Usernames.fold(author.toString()).getBytes(StandardCharsets.UTF_8);
  }

  /// Waits for what is under way, 30 seconds at most.
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
