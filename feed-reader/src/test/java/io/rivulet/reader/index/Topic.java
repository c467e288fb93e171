package io.rivulet.reader.index;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.Followed;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The three topics as a list of records, each event in the partition of its key; and events.
final class Topic {
  static final Map<String, String> IDS =
      Map.of(Topics.POSTS, "p1", Topics.RELATIONS, "r1", Topics.ACCOUNTS, "a1");
  static final Instant TIME = Instant.parse("2026-11-22T18:36:50.029Z");
  private static final int PARTITIONS = 4;

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  Topic with(Event... events) {
    for (Event event : events) {
      add(event);
    }
    return this;
  }

  /// Adds a record and returns its offset.
  long add(Event event) {
    int partition = (int) (event.key() % PARTITIONS);
    TopicPartition place = new TopicPartition(Topics.of(event), partition);
    long offset = ends.merge(place, 1L, Long::sum) - 1;
    records.add(
        new ConsumerRecord<>(
            place.topic(), partition, offset, Topics.key(event.key()), EventJson.encode(event)));
    return offset;
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  static PostPublished post(long id, long author, String text) {
    return post(id, author, content(text), Visibility.PUBLIC, null);
  }

  static PostPublished post(
      long id, long author, PostContent content, Visibility visibility, @Nullable PostRef replyTo) {
    return new PostPublished(id, author, TIME, content, visibility, replyTo, null, null, null);
  }

  static PostPublished reply(long id, long author, long replyTo, long replyToAuthor) {
    return post(id, author, content("re"), Visibility.PUBLIC, new PostRef(replyTo, replyToAuthor));
  }

  static PostPublished boost(long id, long author, long of, long ofAuthor) {
    return new PostPublished(
        id,
        author,
        TIME,
        PostContent.EMPTY,
        Visibility.PUBLIC,
        null,
        new PostRef(of, ofAuthor),
        null,
        null);
  }

  static PostPublished keyed(long id, long author, String clientKey, String text) {
    return new PostPublished(
        id, author, TIME, content(text), Visibility.PUBLIC, null, null, clientKey, null);
  }

  static PostPublished from(Origin origin, PostPublished post) {
    return new PostPublished(
        post.id(),
        post.author(),
        post.createdAt(),
        post.content(),
        post.visibility(),
        post.replyTo(),
        post.boostOf(),
        post.clientKey(),
        origin);
  }

  static PostEdited edit(long id, long author, String text) {
    return new PostEdited(PostTarget.of(id), author, TIME.plusSeconds(60), content(text), null);
  }

  static PostDeleted delete(long id, long author) {
    return new PostDeleted(PostTarget.of(id), author, TIME.plusSeconds(90), null);
  }

  static PostDeleted delete(String clientKey, long author) {
    return new PostDeleted(PostTarget.ofClientKey(clientKey), author, TIME.plusSeconds(90), null);
  }

  static Followed follow(long follower, long followee) {
    return new Followed(follower, followee, TIME, null);
  }

  static Unfollowed unfollow(long follower, long followee) {
    return new Unfollowed(follower, followee, TIME, null);
  }

  static AccountUpdated account(long id, String username, String displayName) {
    Profile profile = new Profile(displayName, "", "", "", List.of(), false, false);
    return new AccountUpdated(id, username, profile, TIME, TIME, null);
  }

  /// A text with its tags, as feed-ingest finds them.
  static PostContent content(String text) {
    List<String> tags =
        Arrays.stream(text.split(" "))
            .filter(word -> word.startsWith("#"))
            .map(word -> word.substring(1).toLowerCase(Locale.ROOT))
            .toList();
    return new PostContent(text, null, List.of(), null, tags, List.of(), false, "");
  }
}
