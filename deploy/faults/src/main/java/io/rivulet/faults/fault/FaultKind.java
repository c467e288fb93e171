package io.rivulet.faults.fault;

import io.rivulet.faults.system.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// A way to break something, with someone and for a time that are drawn.
public enum FaultKind {
  KILL_WORKER(Need.NOTHING),
  STOP_WORKER(Need.NOTHING),
  WIPE_WORKER(Need.NOTHING),
  KILL_READER(Need.NOTHING),
  STOP_READER(Need.NOTHING),
  KILL_INGEST(Need.NOTHING),
  STOP_INGEST(Need.NOTHING),
  KILL_BROKER(Need.NOTHING),
  STOP_BROKER(Need.NOTHING),
  KILL_PRIMARY(Need.NOTHING),
  STOP_PRIMARY(Need.NOTHING),
  WIPE_PRIMARY(Need.NOTHING),
  KILL_REPLICA(Need.NOTHING),
  STOP_REPLICA(Need.NOTHING),
  CUT_OFF(Need.NAMESPACES),
  CUT_OFF_REDIS(Need.NAMESPACES),
  LOSS(Need.NAMESPACES),
  DELAY(Need.NAMESPACES),
  FULL_KAFKA(Need.MOUNTS),
  FULL_STATE(Need.MOUNTS),
  CLOCK(Need.FAKETIME),
  CLOCK_WORKER(Need.FAKETIME);

  private static final double LOSS_RATE = 0.3;
  private static final Duration DELAY_TIME = Duration.ofMillis(200);
  private static final Duration CLOCK_TIME = Duration.ofMinutes(10);

  private final Need need;

  FaultKind(Need need) {
    this.need = need;
  }

  /// What the machine must have.
  public Need need() {
    return need;
  }

  /// As it is written on a command line.
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind of a name.
  public static Optional<FaultKind> named(String title) {
    return List.of(values()).stream().filter(kind -> kind.title().equals(title)).findFirst();
  }

  /// A fault of this kind.
  Fault draw(Stage stage, Random random) {
    return switch (this) {
      case KILL_WORKER -> killed(any(stage.parts(Role.WORKER), random), random);
      case STOP_WORKER -> paused(any(stage.parts(Role.WORKER), random), random);
      case WIPE_WORKER -> wiped(any(stage.parts(Role.WORKER), random), random);
      case KILL_READER -> killed(any(stage.parts(Role.READER), random), random);
      case STOP_READER -> paused(any(stage.parts(Role.READER), random), random);
      case KILL_INGEST -> killed(any(stage.parts(Role.INGEST), random), random);
      case STOP_INGEST -> paused(any(stage.parts(Role.INGEST), random), random);
      case KILL_BROKER -> killed(any(stage.parts(Role.BROKER), random), random);
      case STOP_BROKER -> paused(any(stage.parts(Role.BROKER), random), random);
      case KILL_PRIMARY -> killed(any(stage.nodes(true), random), random);
      case STOP_PRIMARY -> paused(any(stage.nodes(true), random), random);
      case WIPE_PRIMARY -> wiped(any(stage.nodes(true), random), random);
      case KILL_REPLICA -> killed(any(stage.nodes(false), random), random);
      case STOP_REPLICA -> paused(any(stage.nodes(false), random), random);
      case CUT_OFF -> new Fault.CutOff(any(stage.hosts(), random), seconds(random, 5, 15));
      case CUT_OFF_REDIS ->
          new Fault.CutOff(any(stage.hosts(Role.REDIS), random), seconds(random, 5, 15));
      case LOSS -> new Fault.Lossy(any(stage.hosts(), random), LOSS_RATE, seconds(random, 10, 20));
      case DELAY -> new Fault.Slow(any(stage.hosts(), random), DELAY_TIME, seconds(random, 10, 20));
      case FULL_KAFKA ->
          new Fault.DiskFull(any(stage.withDisk(Role.BROKER), random), seconds(random, 5, 10));
      case FULL_STATE ->
          new Fault.DiskFull(any(stage.withDisk(Role.WORKER), random), seconds(random, 5, 10));
      case CLOCK -> clockOff(stage, random, Role.INGEST, Role.WORKER, Role.READER, Role.BROKER);
      case CLOCK_WORKER -> clockOff(stage, random, Role.WORKER);
    };
  }

  private static String any(List<String> names, Random random) {
    return names.get(random.nextInt(names.size()));
  }

  private static Fault killed(String part, Random random) {
    return new Fault.Killed(part, seconds(random, 0, 10));
  }

  private static Fault paused(String part, Random random) {
    return new Fault.Paused(part, seconds(random, 5, 15));
  }

  /// At once or after a fail-over: both are cases of their own.
  private static Fault wiped(String part, Random random) {
    return new Fault.Wiped(part, seconds(random, 0, 6));
  }

  private static Fault clockOff(Stage stage, Random random, Role... roles) {
    List<String> parts = new ArrayList<>();
    for (Role role : roles) {
      parts.addAll(stage.parts(role));
    }
    Duration by = random.nextBoolean() ? CLOCK_TIME : CLOCK_TIME.negated();
    return new Fault.ClockOff(any(parts, random), by, seconds(random, 10, 20));
  }

  private static Duration seconds(Random random, int least, int most) {
    return Duration.ofSeconds(random.nextInt(least, most + 1));
  }
}
