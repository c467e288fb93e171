package io.rivulet.reader.size;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.rivulet.redis.KeyspaceSizes;
import io.rivulet.redis.Redis;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells every 15 seconds what each keyspace takes, as gauges by its name, see [KeyspaceSizes].
///
/// Every process that has it says about the same: of several, take the greatest.
public final class KeyspaceMeters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeyspaceMeters.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  /// 2 ms of a primary's time (RATIONALE of common), see [KeyspaceSizes] for what they tell.
  private static final int KEYS = 400;

  private final Redis redis;
  private final MultiGauge keys;
  private final MultiGauge bytes;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keyspace-sizes").factory());
  private volatile KeyspaceSizes last = KeyspaceSizes.NONE;

  public KeyspaceMeters(Redis redis, MeterRegistry meters) {
    this.redis = redis;
    this.keys =
        MultiGauge.builder("rivulet.redis.keyspace.keys")
            .description("keys of a keyspace, estimated from a sample")
            .register(meters);
    this.bytes =
        MultiGauge.builder("rivulet.redis.keyspace.bytes")
            .description("memory that a keyspace takes, estimated from a sample")
            .register(meters);
    meters.gauge("rivulet.redis.memory.bytes", this, of -> of.last.usedBytes());
    meters.gauge("rivulet.redis.memory.limit.bytes", this, of -> of.last.limitBytes());
  }

  /// Begins to look.
  public void start() {
    var _ = looks.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  void look() {
    try {
      KeyspaceSizes sizes = redis.await(redis.sizes(KEYS));
      last = sizes;
      show(keys, sizes, KeyspaceSizes.Size::keys);
      show(bytes, sizes, KeyspaceSizes.Size::bytes);
    } catch (RuntimeException e) {
      // What was found last stays until Redis answers again.
      log.debug("sizes of keyspaces not known: {}", e.getMessage());
    }
  }

  private static void show(
      MultiGauge gauge, KeyspaceSizes sizes, ToDoubleFunction<KeyspaceSizes.Size> value) {
    gauge.register(
        sizes.byName().entrySet().stream()
            .map(
                one ->
                    MultiGauge.Row.of(
                        Tags.of("keyspace", one.getKey()), value.applyAsDouble(one.getValue())))
            .toList(),
        true);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
