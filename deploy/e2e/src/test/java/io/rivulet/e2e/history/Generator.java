package io.rivulet.e2e.history;

import io.rivulet.event.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Draws histories. The same seed gives the same history.
final class Generator {
  /// What a history is mostly about: each has a weight for each [Kind], in its order.
  private enum Theme {
    MIXED("20 8 3 4 12 10 2 16 14 4 2 1 3 9 2"),
    BOOSTS("22 30 1 4 8 4 1 12 10 3 1 1 2 6 1"),
    RELATIONS("12 5 1 2 20 22 2 16 12 4 2 1 2 8 3"),
    FAULTS("16 6 2 4 12 8 4 16 12 4 10 5 6 8 2");

    private final String weights;

    Theme(String weights) {
      this.weights = weights;
    }
  }

  private enum Kind {
    POST,
    BOOST,
    EDIT,
    DELETE,
    FOLLOW,
    RELATE,
    AGAIN,
    PLAN,
    DELIVER,
    COMMIT,
    CRASH,
    RESTART,
    EXPIRE,
    READ,
    PASS
  }

  private static final List<Visibility> VISIBILITIES = List.of(Visibility.values());
  private static final Step.Deed[] DEEDS = Step.Deed.values();
  private static final int[] THRESHOLDS = {History.NONE, 3, 3, 2, 0};

  /// Milliseconds between posts, so that there is room for late ones.
  private static final int BETWEEN = 10;

  private final Random random;
  private final int accounts;
  private final Theme theme;
  private final List<Integer> weights;
  private final List<int[]> posts = new ArrayList<>();
  private final List<int[]> deletedBefore = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();
  private int newest;

  private Generator(long seed) {
    random = new Random(seed);
    theme = Theme.values()[random.nextInt(Theme.values().length)];
    weights = Arrays.stream(theme.weights.split(" ", -1)).map(Integer::valueOf).toList();
    accounts = theme == Theme.BOOSTS ? 3 + random.nextInt(3) : 4 + random.nextInt(8);
  }

  /// A history of so many steps.
  static History of(long seed, int steps) {
    Generator generator = new Generator(seed);
    return generator.history(steps);
  }

  private History history(int count) {
    List<Integer> locked =
        IntStream.rangeClosed(1, accounts).filter(_ -> random.nextInt(5) == 0).boxed().toList();
    int threshold = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
    History.Setting setting =
        new History.Setting(accounts, locked, threshold, random.nextInt(3) > 0);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      steps.add(follow());
    }
    boolean losesRedis = random.nextInt(theme == Theme.FAULTS ? 3 : 15) == 0;
    int losing = losesRedis ? count / 4 + random.nextInt(count / 2) : -1;
    while (steps.size() < count) {
      if (steps.size() == losing) {
        steps.add(new Step.Lose());
      } else if (steps.size() % 80 == 79) {
        steps.add(new Step.Quiet());
      } else {
        steps.add(step(kind()));
      }
    }
    return new History(setting, steps);
  }

  private Kind kind() {
    int dice = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
    int kind = 0;
    while (dice >= weights.get(kind)) {
      dice -= weights.get(kind++);
    }
    return Kind.values()[kind];
  }

  private Step step(Kind kind) {
    return switch (kind) {
      case POST -> post();
      case BOOST -> posts.isEmpty() ? post() : boost();
      case EDIT -> posts.isEmpty() ? post() : edit();
      case DELETE -> delete();
      case FOLLOW -> follow();
      case RELATE -> relate();
      case AGAIN -> new Step.Again(1 + random.nextInt(20));
      case PLAN ->
          new Step.Plan(
              partition(),
              random.nextInt(5) < 3 ? Step.Topic.POSTS : Step.Topic.RELATIONS,
              1 + random.nextInt(5),
              random.nextInt(3) == 0);
      case DELIVER -> new Step.Deliver(partition(), 1 + random.nextInt(8));
      case COMMIT -> new Step.Commit(random.nextInt(4));
      case CRASH -> new Step.Crash(random.nextInt(4), random.nextInt(1_000));
      case RESTART -> new Step.Restart(random.nextInt(4));
      case EXPIRE -> new Step.Expire(random.nextInt(4) == 0 ? 0 : account());
      case READ -> read();
      case PASS -> new Step.Pass(random.nextInt(4_000));
    };
  }

  private int partition() {
    return random.nextInt(Log.PARTITIONS);
  }

  private int account() {
    return 1 + random.nextInt(accounts);
  }

  private int other(int account) {
    return 1 + (account + random.nextInt(accounts - 1)) % accounts;
  }

  private boolean submitted() {
    return random.nextInt(4) == 0;
  }

  /// A new post's number; now and then one that comes late.
  private int number() {
    if (newest > BETWEEN && random.nextInt(8) == 0) {
      int late = Math.max(1, newest - random.nextInt(10 * BETWEEN));
      if (taken.add(late)) {
        return late;
      }
    }
    return next();
  }

  private int next() {
    newest += BETWEEN;
    taken.add(newest);
    return newest;
  }

  private int[] some() {
    int last = posts.size() - 1;
    int near = Math.max(0, last - random.nextInt(12));
    return posts.get(random.nextBoolean() ? near : random.nextInt(posts.size()));
  }

  private List<Integer> mentions() {
    return random.nextInt(4) > 0
        ? List.of()
        : IntStream.range(0, 1 + random.nextInt(2)).mapToObj(_ -> account()).distinct().toList();
  }

  private Visibility visibility() {
    return VISIBILITIES.get(Math.max(0, random.nextInt(10) - 6));
  }

  private Step post() {
    int number;
    int author;
    if (!deletedBefore.isEmpty() && random.nextBoolean()) {
      int[] deleted = deletedBefore.removeLast();
      number = deleted[0];
      author = deleted[1];
    } else {
      number = number();
      author = account();
    }
    int answers = posts.isEmpty() || random.nextInt(4) > 0 ? 0 : some()[0];
    posts.add(new int[] {number, author});
    int key = random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0;
    return new Step.Publish(number, author, visibility(), mentions(), answers, 0, key, submitted());
  }

  private Step boost() {
    int original = some()[0];
    int author = account();
    int number = number();
    if (number <= original) {
      number = next();
    }
    posts.add(new int[] {number, author});
    return new Step.Publish(
        number, author, Visibility.PUBLIC, List.of(), 0, original, 0, submitted());
  }

  private Step edit() {
    int[] post = some();
    return new Step.Edit(post[0], post[1], mentions(), submitted());
  }

  private Step delete() {
    if (posts.isEmpty() || random.nextInt(4) == 0) {
      int[] post = {number(), account()};
      deletedBefore.add(post);
      return new Step.Delete(post[0], post[1], true);
    }
    int[] post = some();
    return new Step.Delete(post[0], post[1], submitted());
  }

  /// Some accounts are followed by many, so that they cross the threshold.
  private Step follow() {
    int viewer = account();
    int target = random.nextBoolean() ? 1 + random.nextInt(2) : account();
    return new Step.Relate(
        Step.Deed.FOLLOW, viewer, target == viewer ? other(viewer) : target, 0, submitted());
  }

  private Step relate() {
    Step.Deed deed = DEEDS[random.nextInt(DEEDS.length)];
    int viewer = account();
    int seconds = deed == Step.Deed.MUTE && random.nextBoolean() ? 1 + random.nextInt(20) : 0;
    return new Step.Relate(deed, viewer, other(viewer), seconds, submitted());
  }

  private Step read() {
    int max = 0;
    int since = 0;
    int min = 0;
    if (!posts.isEmpty()) {
      switch (random.nextInt(6)) {
        case 0 -> max = some()[0];
        case 1 -> since = some()[0];
        case 2 -> min = some()[0];
        default -> {
          // The newest page.
        }
      }
    }
    int trip = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0;
    int steps = trip == 0 ? 0 : 1 + random.nextInt(8);
    return new Step.Read(account(), 1 + random.nextInt(20), max, since, min, trip, steps);
  }
}
