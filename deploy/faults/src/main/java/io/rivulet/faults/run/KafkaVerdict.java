package io.rivulet.faults.run;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Origin;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.SubmissionJson;
import io.rivulet.faults.traffic.Ledger;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.load.Refusals;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Whether Kafka has what was acknowledged, once: each post that was answered with 200, each
/// submission that Kafka took, as an event or as a dead letter that the load explains, and no post
/// of one idempotency key under two ids.
final class KafkaVerdict {
  private static final Pattern MARKER = Pattern.compile("mark-[0-9a-f-]{36}");
  private static final int SHOWN = 10;

  /// Kafka may have just got well.
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final Set<Long> posts = new HashSet<>();
  private final Map<String, Set<Long>> marked = new HashMap<>();
  private final Set<DeadLetter.Source> settled = new HashSet<>();
  private final Set<Ledger.Submitted> missing;
  private final List<String> problems = new ArrayList<>();

  private KafkaVerdict(Set<Ledger.Submitted> submitted) {
    missing = new HashSet<>(submitted);
  }

  /// What is wrong, a line each; nothing if nothing is.
  ///
  /// @param acknowledged markers of posts by their ids
  /// @param submitted what Kafka acknowledged
  static KafkaVerdict of(
      String kafka, Map<Long, String> acknowledged, Set<Ledger.Submitted> submitted) {
    var verdict = new KafkaVerdict(submitted);
    KafkaSettings settings = KafkaSettings.of(kafka);
    TopicContent.forEach(settings, Topics.POSTS, BOUND, verdict::event);
    TopicContent.forEach(settings, Topics.RELATIONS, BOUND, verdict::event);
    TopicContent.forEach(
        settings, Topics.DEAD_LETTERS, BOUND, record -> verdict.letter(DeadLetter.read(record)));
    TopicContent.forEach(settings, Topics.SUBMISSIONS, BOUND, verdict::submission);
    verdict.missing.forEach(verdict::lost);
    acknowledged.forEach(verdict::acknowledged);
    verdict.marked.forEach(
        (marker, ids) -> {
          if (ids.size() > 1) {
            verdict.problem("%s was published under the ids %s".formatted(marker, ids));
          }
        });
    return verdict;
  }

  private void event(ConsumerRecord<byte[], byte[]> record) {
    Event event;
    try {
      event = EventJson.decode(record.value());
    } catch (InvalidEventException e) {
      problem("%s has what is no event: %s".formatted(record.topic(), e.getMessage()));
      return;
    }
    Origin origin = event.origin();
    if (origin != null) {
      settled.add(new DeadLetter.Source(Topics.SUBMISSIONS, origin.partition(), origin.offset()));
    }
    if (event instanceof PostPublished post) {
      posts.add(post.id());
      Matcher marker = MARKER.matcher(post.content().text());
      if (marker.find()) {
        marked.computeIfAbsent(marker.group(), _ -> new HashSet<>()).add(post.id());
      }
    }
  }

  private void letter(DeadLetter letter) {
    settled.add(letter.source());
    if (!isExplained(letter)) {
      problem(
          "record %d of partition %d of %s is a dead letter: %s, %s"
              .formatted(
                  letter.source().offset(),
                  letter.source().partition(),
                  letter.source().topic(),
                  letter.reason(),
                  letter.detail()));
    }
  }

  private boolean isExplained(DeadLetter letter) {
    try {
      return letter.source().topic().equals(Topics.SUBMISSIONS)
          ? Refusals.isExplained(SubmissionJson.decode(letter.value()), letter.reason())
          : letter.reason().equals("rejected-event")
              && isEditOfNothing(EventJson.decode(letter.value()));
    } catch (InvalidEventException _) {
      return false;
    }
  }

  /// An answer that was refused may be edited by a submission, which the fan-out finds out.
  private boolean isEditOfNothing(Event event) {
    return event instanceof PostEdited edit
        && edit.target() instanceof PostTarget.ById(long id)
        && !posts.contains(id);
  }

  private void submission(ConsumerRecord<byte[], byte[]> record) {
    var found = Ledger.Submitted.at(record.partition(), record.offset(), record.value());
    missing.remove(found);
    if (!settled.contains(found.place())) {
      problem(
          "submission %d of partition %d is neither an event nor a dead letter"
              .formatted(record.offset(), record.partition()));
    }
  }

  private void lost(Ledger.Submitted submission) {
    problem(
        "submission %d of partition %d was acknowledged and is not in Kafka: %s"
            .formatted(
                submission.place().offset(), submission.place().partition(), submission.text()));
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
