package io.rivulet.reader.search;

import io.rivulet.reader.index.IndexSearch.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What answers a post, and what answers that: read level by level, told depth-first. Pure.
final class AnswerTree {
  private final long root;
  private final int most;
  private final int deepest;
  private final Map<Long, List<Long>> answers = new HashMap<>();
  private final Set<Long> known = new HashSet<>();
  private List<Long> level;
  private int depth;

  /// @param most answers that are taken, level by level and of each the oldest
  /// @param deepest levels that are read
  AnswerTree(long root, int most, int deepest) {
    this.root = root;
    this.most = most;
    this.deepest = deepest;
    this.level = List.of(root);
    known.add(root);
  }

  /// The posts whose answers come next; empty if there is nothing to read any more.
  List<Long> level() {
    return depth < deepest && room() > 0 ? level : List.of();
  }

  /// How many more are taken.
  int room() {
    return most - (known.size() - 1);
  }

  /// Takes the answers to [#level()].
  void add(List<Answer> next) {
    List<Long> taken = new ArrayList<>();
    next.stream()
        .sorted(Comparator.comparingLong(Answer::id))
        .forEach(
            answer -> {
              if (room() > 0 && known.add(answer.id())) {
                taken.add(answer.id());
                answers.computeIfAbsent(answer.replyTo(), _ -> new ArrayList<>()).add(answer.id());
              }
            });
    level = taken;
    depth++;
  }

  /// All that were taken: each before what answers it, and answers to one post in order of age.
  List<Long> depthFirst() {
    List<Long> ordered = new ArrayList<>();
    Deque<Long> left = new ArrayDeque<>();
    push(root, left);
    while (!left.isEmpty()) {
      long id = left.pop();
      ordered.add(id);
      push(id, left);
    }
    return ordered;
  }

  private void push(long id, Deque<Long> left) {
    answers.getOrDefault(id, List.of()).reversed().forEach(left::push);
  }
}
