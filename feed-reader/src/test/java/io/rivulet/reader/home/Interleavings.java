package io.rivulet.reader.home;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// A deterministic scheduler that tries the orders in which actors can take their steps.
///
/// It runs the whole from the beginning for each order and goes through them depth first: the
/// choices of the last run with the last one that has an alternative replaced by it. Actors may
/// have any number of steps, also depending on what the others do. All orders are tried up to
/// [#ALL]; beyond that a seeded sample of random ones is added to those tried.
final class Interleavings {
  /// Orders tried before sampling begins: a few seconds. `-Dfeed.interleavings=N` tries more.
  static final int ALL = Integer.getInteger("feed.interleavings", 1_000);

  static final int SAMPLE = ALL / 2;

  private Interleavings() {}

  /// Somebody who takes steps.
  interface Actor {
    boolean done();

    void step();
  }

  /// Takes given steps.
  static final class Script implements Actor {
    private final Deque<Runnable> steps;

    Script(Runnable... steps) {
      this.steps = new ArrayDeque<>(List.of(steps));
    }

    @Override
    public boolean done() {
      return steps.isEmpty();
    }

    @Override
    public void step() {
      steps.removeFirst().run();
    }
  }

  /// Acts as one actor after the other.
  static final class Sequence implements Actor {
    private final Deque<Actor> actors;

    Sequence(Actor... actors) {
      this.actors = new ArrayDeque<>(List.of(actors));
    }

    @Override
    public boolean done() {
      return actors.stream().allMatch(Actor::done);
    }

    @Override
    public void step() {
      while (actors.getFirst().done()) {
        actors.removeFirst();
      }
      actors.getFirst().step();
    }
  }

  /// A decision: which of several actors went on.
  private record Choice(int taken, int outOf) {}

  /// Tries the orders.
  ///
  /// @param start sets the stage and gives fresh actors
  /// @param always must hold after each step
  /// @param afterwards must hold when all are done
  /// @return how many orders were tried
  static int explore(Supplier<List<Actor>> start, Runnable always, Runnable afterwards) {
    List<Choice> prefix = List.of();
    int tried = 0;
    while (tried < ALL) {
      List<Choice> choices = run(start.get(), prefix, new Random(0), false, always, afterwards);
      tried++;
      List<Choice> next = successor(choices);
      if (next.isEmpty()) {
        return tried;
      }
      prefix = next;
    }
    long seed = System.nanoTime();
    System.out.println("more than " + ALL + " orders: sampling with seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < SAMPLE; i++) {
      run(start.get(), List.of(), random, true, always, afterwards);
    }
    return tried + SAMPLE;
  }

  private static List<Choice> run(
      List<Actor> actors,
      List<Choice> prefix,
      Random random,
      boolean sample,
      Runnable always,
      Runnable afterwards) {
    List<Choice> choices = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    try {
      while (true) {
        List<Actor> able = actors.stream().filter(actor -> !actor.done()).toList();
        if (able.isEmpty()) {
          afterwards.run();
          return choices;
        }
        int taken = 0;
        if (choices.size() < prefix.size()) {
          taken = prefix.get(choices.size()).taken();
        } else if (sample) {
          taken = random.nextInt(able.size());
        }
        choices.add(new Choice(taken, able.size()));
        order.add(actors.indexOf(able.get(taken)));
        able.get(taken).step();
        always.run();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("in the order " + order + ": " + e.getMessage(), e);
    }
  }

  /// The prefix of the next order: empty when there is none.
  private static List<Choice> successor(List<Choice> choices) {
    for (int i = choices.size() - 1; i >= 0; i--) {
      Choice choice = choices.get(i);
      if (choice.taken() + 1 < choice.outOf()) {
        List<Choice> next = new ArrayList<>(choices.subList(0, i));
        next.add(new Choice(choice.taken() + 1, choice.outOf()));
        return next;
      }
    }
    return List.of();
  }
}
