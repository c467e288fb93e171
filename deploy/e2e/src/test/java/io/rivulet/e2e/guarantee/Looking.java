package io.rivulet.e2e.guarantee;

import static java.util.stream.Collectors.toList;

import io.rivulet.e2e.Api;
import io.rivulet.e2e.guarantee.Question.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks questions whose answers are known, and counts what is answered.
final class Looking {
  private static final int SHOWN = 20;
  private static final int EACH = 16;

  private final Api api;
  private final LongSupplier now;
  private final Map<Question, List<String>> right = new LinkedHashMap<>();
  private final List<List<Question>> byKind;
  private final Map<Kind, Integer> answered = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> putOff = new EnumMap<>(Kind.class);
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private long lastPutOff;

  /// What is answered now is right.
  Looking(Api api, LongSupplier now, List<Question> questions) {
    this.api = api;
    this.now = now;
    Map<Kind, List<Question>> kinds =
        questions.stream().collect(Collectors.groupingBy(Question::kind, TreeMap::new, toList()));
    this.byKind = List.copyOf(kinds.values());
    for (Question question : questions) {
      Question.Answer answer = question.ask(api);
      if (!answer.isWhole()) {
        throw new AssertionError(question + ": " + answer);
      }
      right.put(question, answer.parts());
    }
  }

  /// What is known to be right of some kind.
  Collection<List<String>> right(Kind kind) {
    return right.entrySet().stream()
        .filter(answer -> answer.getKey().kind() == kind)
        .map(Map.Entry::getValue)
        .toList();
  }

  /// Asks one of them; of each kind as often as of another.
  void look(Random random) {
    List<Question> some = byKind.get(random.nextInt(byKind.size()));
    Question question = some.get(random.nextInt(some.size()));
    Question.Answer answer = question.ask(api);
    note(question, answer);
  }

  private synchronized void note(Question question, Question.Answer answer) {
    String found = question.wrong(answer, right.getOrDefault(question, List.of()));
    if (found.isEmpty()) {
      (answer.isWhole() ? answered : putOff).merge(question.kind(), 1, Integer::sum);
      lastPutOff = answer.isWhole() ? lastPutOff : now.getAsLong();
    } else {
      wrong.add(question + ": " + found);
    }
  }

  /// Whether some questions of each kind are answered, and none of them is put off.
  boolean allIsWell() {
    return byKind.stream()
        .flatMap(questions -> questions.stream().limit(EACH))
        .allMatch(
            question -> {
              Question.Answer answer = question.ask(api);
              note(question, answer);
              return answer.isWhole();
            });
  }

  /// What is put off at this moment, of a few of each kind.
  List<String> putOffNow() {
    return byKind.stream()
        .flatMap(questions -> questions.stream().limit(EACH))
        .flatMap(
            question -> {
              Api.Answer refused = question.ask(api).refused();
              return refused == null
                  ? Stream.of()
                  : Stream.of(question + ": " + refused.status() + " " + refused.body());
            })
        .limit(SHOWN)
        .toList();
  }

  /// When one was put off last.
  synchronized long lastPutOff() {
    return lastPutOff;
  }

  /// Up to so many that were wrong.
  List<String> wrong() {
    return wrong.stream().limit(SHOWN).toList();
  }

  synchronized int answered() {
    return sum(answered);
  }

  synchronized int putOff() {
    return sum(putOff);
  }

  private static int sum(Map<Kind, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public synchronized String toString() {
    return "answered %s, put off %s, wrong %d".formatted(answered, putOff, wrong.size());
  }
}
