package io.rivulet.capacity;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How it is run.
final class TuningOptions {
  @Option(
      names = "--entries",
      paramLabel = "N",
      description = "That a timeline keeps. Default: ${DEFAULT-VALUE}")
  private double entries = Tuning.DEFAULT_TIMELINES.entries();

  @Option(
      names = "--pull-above",
      paramLabel = "N",
      description = "Followers from which an author is pulled; Infinity for none. Default: 10000")
  private @Nullable Double pullAbove;

  @Option(
      names = "--hot-days",
      paramLabel = "DAYS",
      description = "That bodies stay in Redis. Default: for ever, 30 of a preset")
  private @Nullable Double hotDays;

  @Option(
      names = "--expiry-days",
      paramLabel = "DAYS",
      description = "Without a read, after which a home timeline goes. Default: ${DEFAULT-VALUE}")
  private double expiryDays = Tuning.DEFAULT_TIMELINES.expiryDays();

  @Option(names = "--redis-copies", paramLabel = "N", description = "The primary in. Default: 2")
  private @Nullable Double redisCopies;

  @Option(names = "--kafka-copies", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private double kafkaCopies = Tuning.DEFAULT_COPIES.kafka();

  @Option(
      names = "--utilisation",
      paramLabel = "SHARE",
      description = "Of a core at the peak. Default: ${DEFAULT-VALUE}")
  private double utilisation = Tuning.DEFAULT_MACHINES.utilisation();

  @Option(
      names = "--worker-cores",
      paramLabel = "N",
      description = "Of a worker. Default: ${DEFAULT-VALUE}")
  private double workerCores = Tuning.DEFAULT_MACHINES.workerCores();

  @Option(
      names = "--node-gb",
      paramLabel = "GB",
      description = "Of data a Redis node holds. Default: ${DEFAULT-VALUE}")
  private double nodeGigabytes = Tuning.DEFAULT_MACHINES.nodeGigabytes();

  @Option(
      names = "--round-trip",
      paramLabel = "MICROS",
      description = "From a worker to Redis and back. Default: ${DEFAULT-VALUE}")
  private double roundTrip = Tuning.DEFAULT_MACHINES.roundTripMicros();

  Tuning tuning(@Nullable Preset preset) {
    Tuning chosen = preset == null ? Tuning.DEFAULT : preset.tuning();
    return new Tuning(
        new Tuning.Timelines(
            entries,
            pullAbove == null ? chosen.timelines().pullAbove() : pullAbove,
            hotDays == null ? chosen.timelines().hotDays() : hotDays,
            expiryDays),
        new Tuning.Copies(redisCopies == null ? chosen.copies().redis() : redisCopies, kafkaCopies),
        new Tuning.Machines(utilisation, workerCores, nodeGigabytes, roundTrip));
  }
}
