package io.rivulet.local.load;

import io.rivulet.local.seed.Drafts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// What happens, in rounds: the same for the same seed and population. The acts of a round may be
/// done side by side, as long as those of one person keep their order; the next round begins when
/// all of them are through.
final class LoadScript {
  private static final int ROUND = 500;
  private static final int LOCKED = 5;

  private final Random random;
  private final Map<LoadKind, Integer> left = new EnumMap<>(LoadKind.class);
  private final Writing writing;
  private final Relating relating;
  private final List<Integer> locked;
  private final int people;
  private boolean begun;

  LoadScript(Population population, LoadSettings settings) {
    this.random = new Random(settings.seed());
    for (LoadKind kind : LoadKind.values()) {
      left.put(kind, settings.amount(kind));
    }
    this.people = population.members().size();
    // Who says most is drawn too: names in their order would make Ada the loudest for ever.
    List<Integer> ranking = shuffled(people);
    var zipf = new Zipf(people);
    this.locked = shuffled(people).subList(0, LOCKED);
    this.writing =
        new Writing(
            new Drafts(
                population.members().stream().map(Population.Member::handle).toList(), random),
            () -> ranking.get(zipf.next(random)),
            random);
    this.relating = new Relating(population, locked, random);
  }

  private List<Integer> shuffled(int people) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, people).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }

  /// The next acts; none at the end.
  List<PlannedAct> nextRound() {
    if (!begun && left.getOrDefault(LoadKind.FOLLOW, 0) > 0) {
      begun = true;
      return planned(locked.stream().<LoadAct>map(LoadAct.Lock::new).toList());
    }
    writing.settle();
    var acts = new ArrayList<>(relating.decisions());
    boolean more = true;
    while (more && acts.size() < ROUND) {
      Optional<LoadKind> kind = draw();
      more = kind.isPresent() && add(kind.get(), acts);
    }
    return planned(acts);
  }

  /// False if the round has to end, since the act needs what is not settled yet.
  private boolean add(LoadKind kind, List<LoadAct> acts) {
    Optional<LoadAct> act = act(kind);
    act.ifPresent(acts::add);
    if (act.isEmpty() && acts.isEmpty()) {
      // All is settled, and still there is nothing: every post was deleted.
      left.put(kind, 0);
      return true;
    }
    return act.isPresent();
  }

  private List<PlannedAct> planned(List<LoadAct> acts) {
    return acts.stream().map(act -> new PlannedAct(act, random.nextBoolean())).toList();
  }

  /// A kind, by how many of it are left.
  private Optional<LoadKind> draw() {
    int total = left.values().stream().mapToInt(Integer::intValue).sum();
    if (total == 0) {
      return Optional.empty();
    }
    int ticket = random.nextInt(total);
    for (LoadKind kind : LoadKind.values()) {
      ticket -= left.getOrDefault(kind, 0);
      if (ticket < 0) {
        return Optional.of(kind);
      }
    }
    throw new IllegalStateException("more tickets than acts");
  }

  /// An act of the kind, or, while there is nothing yet that it could be done to, a post. Empty if
  /// there is nothing to do in this round: the next one has all posts settled.
  private Optional<LoadAct> act(LoadKind kind) {
    Optional<LoadAct> act =
        switch (kind) {
          case POST -> Optional.of(writing.publish());
          case FOLLOW -> Optional.of(relating.follow());
          case DELETE -> writing.delete();
          case BOOST -> writing.boost();
          case BLOCK -> Optional.of(relating.block());
          case MUTE -> Optional.of(relating.mute());
          case EDIT -> writing.edit();
          case READ -> Optional.of(new LoadAct.Read(random.nextInt(people)));
        };
    if (act.isPresent()) {
      left.merge(kind, -1, Integer::sum);
      return act;
    }
    if (kind != LoadKind.POST && left.getOrDefault(LoadKind.POST, 0) > 0) {
      return act(LoadKind.POST);
    }
    return act;
  }
}
