package io.rivulet.faults.run;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Origin;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.load.TopicContent;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether Kafka has what was acknowledged, once: each post that was answered with 200, each
/// submission that Kafka took, and no post of one idempotency key under two ids.
final class KafkaVerdict {
  private static final Pattern MARKER = Pattern.compile("mark-[0-9a-f-]{36}");
  private static final int SHOWN = 10;

  /// Kafka may have just got well.
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final Set<Long> posts = new HashSet<>();
  private final Map<String, Set<Long>> marked = new HashMap<>();
  private final Set<DeadLetter.Source> settled = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private int submitted;

  private KafkaVerdict() {}

  /// What is wrong, a line each; nothing if nothing is.
  ///
  /// @param acknowledged markers of posts by their ids
  static KafkaVerdict of(String kafka, Map<Long, String> acknowledged) {
    var verdict = new KafkaVerdict();
    KafkaSettings settings = KafkaSettings.of(kafka);
    TopicContent.forEach(settings, Topics.POSTS, BOUND, record -> verdict.post(record.value()));
    TopicContent.forEach(
        settings,
        Topics.DEAD_LETTERS,
        BOUND,
        record -> verdict.settled.add(DeadLetter.read(record).source()));
    TopicContent.forEach(
        settings,
        Topics.SUBMISSIONS,
        BOUND,
        record -> verdict.submission(record.value(), record.partition(), record.offset()));
    acknowledged.forEach(verdict::acknowledged);
    verdict.marked.forEach(
        (marker, ids) -> {
          if (ids.size() > 1) {
            verdict.problem("%s was published under the ids %s".formatted(marker, ids));
          }
        });
    return verdict;
  }

  private void post(byte[] value) {
    Event event;
    try {
      event = EventJson.decode(value);
    } catch (InvalidEventException e) {
      problem("feed.posts.v1 has what is no event: " + e.getMessage());
      return;
    }
    if (event instanceof PostPublished post) {
      posts.add(post.id());
      Origin origin = post.origin();
      if (origin != null) {
        settled.add(new DeadLetter.Source(Topics.SUBMISSIONS, origin.partition(), origin.offset()));
      }
      Matcher marker = MARKER.matcher(post.content().text());
      if (marker.find()) {
        marked.computeIfAbsent(marker.group(), _ -> new HashSet<>()).add(post.id());
      }
    }
  }

  private void submission(byte[] value, int partition, long offset) {
    try {
      if (SubmissionJson.decode(value) instanceof Submission.Post) {
        submitted++;
        if (!settled.contains(new DeadLetter.Source(Topics.SUBMISSIONS, partition, offset))) {
          problem(
              "submission %d of partition %d is neither a post nor a dead letter"
                  .formatted(offset, partition));
        }
      }
    } catch (InvalidEventException _) {
      // Then it is a dead letter, or somebody else's.
    }
  }

  private void acknowledged(long id, String marker) {
    if (!posts.contains(id)) {
      problem("post %d, %s, was acknowledged and is not in Kafka".formatted(id, marker));
    }
  }

  private void problem(String line) {
    problems.add(line);
  }

  /// Posts, by their ids.
  int posts() {
    return posts.size();
  }

  /// Submissions of posts.
  int submitted() {
    return submitted;
  }

  /// What is wrong; of many, the first.
  List<String> problems() {
    if (problems.size() <= SHOWN) {
      return List.copyOf(problems);
    }
    List<String> some = new ArrayList<>(problems.subList(0, SHOWN));
    some.add("and %d more like these".formatted(problems.size() - SHOWN));
    return some;
  }
}
