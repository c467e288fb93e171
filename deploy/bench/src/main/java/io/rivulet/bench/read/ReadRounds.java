package io.rivulet.bench.read;

import io.rivulet.bench.Workbench;
import io.rivulet.bench.machine.Usage;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Times;
import io.rivulet.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Rounds of one kind of load, and what they took of whom.
final class ReadRounds {
  private static final double MICROS = 1e6;
  private static final double MEDIAN = 50;
  private static final double NEARLY_ALL = 99;
  private static final double ALL_BUT_ONE_IN_A_THOUSAND = 99.9;

  private final String what;
  private final String load;
  private final Redis redis;
  private final long redisPid;
  private final DoubleSupplier server;
  private final List<Double> perSecond = new ArrayList<>();
  private final Times times = new Times();
  private double clientSeconds;
  private double serverSeconds;
  private double redisSeconds;
  private long commands;
  private long requests;
  private long bytes;

  /// @param server processor time of whoever answers, in seconds
  ReadRounds(String what, String load, Redis redis, long redisPid, DoubleSupplier server) {
    this.what = what;
    this.load = load;
    this.redis = redis;
    this.redisPid = redisPid;
    this.server = server;
  }

  Loaded round(Supplier<Loaded> work) {
    long own = ProcessHandle.current().pid();
    long commandsBefore = Workbench.commands(redis);
    double clientBefore = Usage.cpuSeconds(own);
    double serverBefore = server.getAsDouble();
    double redisBefore = Usage.cpuSeconds(redisPid);
    Loaded loaded = work.get();
    redisSeconds += Usage.cpuSeconds(redisPid) - redisBefore;
    serverSeconds += server.getAsDouble() - serverBefore;
    clientSeconds += Usage.cpuSeconds(own) - clientBefore;
    commands += Workbench.commands(redis) - commandsBefore;
    requests += loaded.requests();
    bytes += loaded.bytes();
    perSecond.add(loaded.perSecond());
    times.addRound(loaded.nanos());
    return loaded;
  }

  ReadRow row() {
    return new ReadRow(
        what,
        load,
        Spread.of(perSecond),
        times.at(MEDIAN),
        times.at(NEARLY_ALL),
        times.at(ALL_BUT_ONE_IN_A_THOUSAND),
        times.max(),
        clientSeconds * MICROS / requests,
        serverSeconds * MICROS / requests,
        redisSeconds * MICROS / requests,
        (double) commands / requests,
        (double) bytes / requests);
  }
}
