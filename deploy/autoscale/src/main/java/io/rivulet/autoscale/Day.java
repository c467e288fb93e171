package io.rivulet.autoscale;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;

/// A day of a network, second by second: posts come in waves, with an event in the evening that
/// brings ten times as many for half an hour; workers do what they can; somebody says how many
/// there should be. A fluid model: deliveries are a number, not things.
///
/// What it takes to be true of workers: a new one works 70 s after it was needed (15 s until
/// Prometheus has seen that, 15 s until KEDA looks, 40 s for a container, a JVM and its stores);
/// after each change all stand still for 3 s (RELIABILITY: a rolling upgrade 2.5 to 3 s). They do
/// what they were measured to do, times a noise of a tenth.
final class Day {
  static final int SECONDS = 86_400;
  private static final int EVENT_BEGINS = 19 * 3_600;
  private static final int EVENT_LASTS = 1_800;
  private static final double EVENT = 10;
  private static final int RISE = 60;
  private static final int KNOWN_SECONDS = 30;
  private static final int START_SECONDS = 40;
  private static final int STALL_SECONDS = 3;
  private static final int LOOK_EVERY = 15;
  private static final int LOOK_BACK = 120;
  private static final double NOISE = 0.1;

  /// Who says how many workers there should be, asked every 15 s.
  interface Scaler {
    int workers(Seen seen, int second);
  }

  /// What came of it.
  ///
  /// @param oldestSeconds the oldest undelivered delivery of the day, at its worst
  /// @param lateShare share of the seconds in which it was older than 10 s
  /// @param workerHours that were paid
  /// @param neededHours that full utilisation would have taken
  /// @param changes of the number of workers
  /// @param turns how often it went up less than ten minutes after it had gone down
  record Outcome(
      double oldestSeconds,
      double lateShare,
      double workerHours,
      double neededHours,
      int changes,
      int turns) {}

  private final ScalingSettings settings;
  private final double mean;
  private final double speed;
  private final Random random;

  /// @param mean deliveries a second
  Day(ScalingSettings settings, double mean, long seed) {
    this(settings, mean, seed, 1);
  }

  /// @param speed of a worker, as a share of what was measured
  Day(ScalingSettings settings, double mean, long seed, double speed) {
    this.settings = settings;
    this.mean = mean;
    this.speed = speed;
    this.random = new Random(seed);
  }

  /// Deliveries a second that come in: from a third of the mean at night to twice it in the
  /// evening.
  double demand(int second) {
    double wave = 1 - 0.8 * Math.cos(2 * Math.PI * (second - 3 * 3_600.0) / SECONDS);
    int into = second - EVENT_BEGINS;
    double event = 1;
    if (into >= 0 && into < EVENT_LASTS + RISE) {
      double rising = Math.min(1, (double) into / RISE);
      double falling = Math.min(1, (double) (EVENT_LASTS + RISE - into) / RISE);
      event = 1 + (EVENT - 1) * Math.min(rising, falling);
    }
    return mean * wave * event * (1 + NOISE * random.nextGaussian());
  }

  /// Lets a day go by.
  Outcome of(Scaler scaler) {
    Workers workers = new Workers(scaler);
    for (int second = 0; second < SECONDS; second++) {
      workers.pass(second, Math.max(0, demand(second)));
    }
    return workers.outcome();
  }

  private final class Workers {
    private static final double LATE = 10;
    private static final int SOON = 600;

    private final Scaler scaler;

    /// Deliveries that wait, by the second in which they came.
    private final ArrayDeque<double[]> waiting = new ArrayDeque<>();

    /// Of the last two minutes, as Prometheus sees them.
    private final double[] lags = new double[LOOK_BACK + 1];

    private final double[] doneBy = new double[LOOK_BACK + 1];
    private final double[] ages = new double[LOOK_BACK + 1];
    private double backlog;
    private double oldest;
    private double worst;
    private int late;
    private double workerSeconds;
    private double all;
    private int wanted;
    private int there;
    private int comes;
    private int stallUntil;
    private int changes;
    private int turns;
    private int wentDown = -SOON;
    private double done;

    Workers(Scaler scaler) {
      this.scaler = scaler;
      this.wanted = settings.steps().getFirst();
      this.there = wanted;
    }

    void pass(int second, double demand) {
      if (second >= comes && there != wanted) {
        there = wanted;
        stallUntil = second + STALL_SECONDS;
      }
      all += demand;
      waiting.add(new double[] {second, demand});
      backlog += demand;
      work(
          second < stallUntil
              ? 0
              : there * settings.perWorker() * speed * (1 - NOISE * random.nextDouble()));
      oldest = waiting.isEmpty() ? 0 : second - waiting.element()[0];
      worst = Math.max(worst, oldest);
      late += oldest > LATE ? 1 : 0;
      workerSeconds += Math.max(there, wanted);
      lags[second % lags.length] = backlog;
      doneBy[second % doneBy.length] = done;
      ages[second % ages.length] = oldest;
      if (second % LOOK_EVERY == 0) {
        ask(second);
      }
    }

    private void work(double can) {
      double left = can;
      while (left > 0 && !waiting.isEmpty()) {
        double[] first = waiting.element();
        double now = Math.min(left, first[1]);
        first[1] -= now;
        left -= now;
        backlog -= now;
        if (first[1] <= 0) {
          waiting.remove();
        }
      }
      done += can - left;
    }

    private void ask(int second) {
      int before = (second + 1) % lags.length;
      double growth = (backlog - lags[before]) / LOOK_BACK;
      double rate = (done - doneBy[before]) / LOOK_BACK;
      // All waits in front of plan, one recipient an event: the rule only sees products of them.
      int says =
          scaler.workers(new Seen(rate, backlog, growth, 1, 0, 1, least(ages), there), second);
      if (says != wanted) {
        changes++;
        if (says > wanted && second - wentDown < SOON) {
          turns++;
        }
        wentDown = says < wanted ? second : wentDown;
        comes = second + KNOWN_SECONDS + (says > wanted ? START_SECONDS : 0);
        wanted = says;
      }
    }

    private static double least(double[] values) {
      return Arrays.stream(values).min().orElse(0);
    }

    Outcome outcome() {
      return new Outcome(
          worst,
          (double) late / SECONDS,
          workerSeconds / 3_600,
          all / settings.perWorker() / 3_600,
          changes,
          turns);
    }
  }
}
