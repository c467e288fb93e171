package io.rivulet.faults.traffic;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.publisher.Position;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was acknowledged: posts by an answer of 200, submissions by Kafka. Safe for many threads.
public final class Ledger {
  private final Map<Long, String> posts = new ConcurrentHashMap<>();
  private final Set<Submitted> submissions = ConcurrentHashMap.newKeySet();

  /// A submission and where it is. With its text, since after a loss another one may be there.
  public record Submitted(DeadLetter.Source place, String text) {
    /// What stands at a place of the topic of submissions.
    public static Submitted at(int partition, long offset, byte @Nullable [] value) {
      return new Submitted(
          new DeadLetter.Source(Topics.SUBMISSIONS, partition, offset),
          value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
  }

  void acknowledged(long id, String marker) {
    posts.put(id, marker);
  }

  /// One whose place Kafka has forgotten when a try is repeated (offset -1) cannot be looked for.
  void acknowledged(Position position, Submission submission) {
    if (position.offset() >= 0) {
      submissions.add(
          Submitted.at(position.partition(), position.offset(), SubmissionJson.encode(submission)));
    }
  }

  /// The markers of the acknowledged posts by their ids.
  public Map<Long, String> posts() {
    return Map.copyOf(posts);
  }

  /// The acknowledged submissions.
  public Set<Submitted> submissions() {
    return Set.copyOf(submissions);
  }
}
