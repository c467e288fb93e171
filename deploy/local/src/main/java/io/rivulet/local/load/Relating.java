package io.rivulet.local.load;

import io.rivulet.local.client.RelationChange;
import io.rivulet.local.load.Pairs.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Who follows, blocks and mutes whom, and ends it. What is known here of follows is only roughly
/// what is: acts may be refused.
final class Relating {
  private static final int LOCKED_PERCENT = 10;
  private static final int WITHOUT_BOOSTS_PERCENT = 15;

  /// Of a hundred blocks and mutes, how many begin one, and how many of those hit somebody followed
  /// or following, which others hardly show.
  private static final int BEGIN_PERCENT = 65;

  private static final int ACQUAINTED_PERCENT = 70;
  private static final int ENDING_MUTE_PERCENT = 30;

  /// So short that some end while a load is still running.
  private static final int MAX_MUTE_SECONDS = 120;

  private static final int ACCEPT_PERCENT = 60;
  private static final int REJECT_PERCENT = 25;

  private final int people;
  private final List<Integer> locked;
  private final Random random;
  private final Pairs follows = new Pairs();
  private final Pairs blocks = new Pairs();
  private final Pairs mutes = new Pairs();
  private final List<Pair> requests = new ArrayList<>();

  /// @param locked who approves followers
  Relating(Population population, List<Integer> locked, Random random) {
    this.people = population.members().size();
    this.locked = List.copyOf(locked);
    this.random = random;
    population.follows().forEach(follows::add);
  }

  /// A follow or an unfollow, as often as each other.
  LoadAct follow() {
    Optional<Pair> ended = random.nextBoolean() ? follows.any(random) : Optional.empty();
    if (ended.isPresent()) {
      follows.remove(ended.get());
      return relate(ended.get(), new RelationChange.Unfollow());
    }
    boolean asks = !locked.isEmpty() && happens(LOCKED_PERCENT);
    Pair pair = asks ? withLocked() : strangers();
    if (locked.contains(pair.other())) {
      requests.add(pair);
    } else {
      follows.add(pair);
    }
    return relate(pair, new RelationChange.Follow(!happens(WITHOUT_BOOSTS_PERCENT)));
  }

  LoadAct block() {
    Optional<Pair> ended = happens(BEGIN_PERCENT) ? Optional.empty() : blocks.any(random);
    if (ended.isPresent()) {
      blocks.remove(ended.get());
      return relate(ended.get(), new RelationChange.Unblock());
    }
    Pair pair = somePair();
    blocks.add(pair);
    follows.remove(pair);
    follows.remove(pair.reversed());
    return relate(pair, new RelationChange.Block());
  }

  LoadAct mute() {
    Optional<Pair> ended = happens(BEGIN_PERCENT) ? Optional.empty() : mutes.any(random);
    if (ended.isPresent()) {
      mutes.remove(ended.get());
      return relate(ended.get(), new RelationChange.Unmute());
    }
    Pair pair = somePair();
    mutes.add(pair);
    Optional<Duration> ends =
        happens(ENDING_MUTE_PERCENT)
            ? Optional.of(Duration.ofSeconds(1 + random.nextInt(MAX_MUTE_SECONDS)))
            : Optional.empty();
    return relate(pair, new RelationChange.Mute(ends));
  }

  /// What becomes of the requests so far: some are accepted, some rejected, some left alone.
  List<LoadAct> decisions() {
    var decisions = new ArrayList<LoadAct>();
    for (Pair request : requests) {
      int roll = random.nextInt(100);
      if (roll < ACCEPT_PERCENT + REJECT_PERCENT) {
        boolean accept = roll < ACCEPT_PERCENT;
        decisions.add(new LoadAct.Decide(request.other(), request.one(), accept));
        if (accept) {
          follows.add(request);
        }
      }
    }
    requests.clear();
    return decisions;
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  private Pair withLocked() {
    int target = locked.get(random.nextInt(locked.size()));
    return new Pair(somebodyElse(target), target);
  }

  /// A pair of which the one does not follow the other, unless nearly everybody follows everybody.
  private Pair strangers() {
    Pair pair = anyPair();
    for (int attempt = 0; attempt < 20 && follows.contains(pair); attempt++) {
      pair = anyPair();
    }
    return pair;
  }

  private Pair somePair() {
    Optional<Pair> acquainted =
        happens(ACQUAINTED_PERCENT) ? follows.any(random) : Optional.empty();
    return acquainted
        .map(pair -> random.nextBoolean() ? pair : pair.reversed())
        .orElseGet(this::anyPair);
  }

  private Pair anyPair() {
    int one = random.nextInt(people);
    return new Pair(one, somebodyElse(one));
  }

  private int somebodyElse(int one) {
    int other = random.nextInt(people - 1);
    return other < one ? other : other + 1;
  }

  private static LoadAct relate(Pair pair, RelationChange change) {
    return new LoadAct.Relate(pair.one(), pair.other(), change);
  }
}
