package io.rivulet.redis;

import io.lettuce.core.event.command.CommandFailedEvent;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.event.command.CommandSucceededEvent;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.RedisCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.keyspace.Keyspace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long commands take, from being written to their answer, by keyspace of their first key:
/// `rivulet.redis.command`. What fails is timed too, but for what was not sent ([Silence]).
///
/// Scripts of the deliver stage name the state of their shards first: `state` is where home
/// timelines are written. What has no key is `none`.
final class CommandTimes implements CommandListener {
  private static final String NO_KEY = "none";
  private static final String BEGAN = "began";
  private static final Duration[] TIMES =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  CommandTimes(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    event.getContext().put(BEGAN, System.nanoTime());
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    ended(event.getCommand(), event.getContext());
  }

  @Override
  public void commandFailed(CommandFailedEvent event) {
    if (!(event.getCause() instanceof RedisUnavailableException)) {
      ended(event.getCommand(), event.getContext());
    }
  }

  private void ended(RedisCommand<?, ?, ?> command, Map<String, Object> context) {
    if (context.get(BEGAN) instanceof Long began) {
      timers
          .computeIfAbsent(keyspace(command.getArgs()), this::timer)
          .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  private static String keyspace(CommandArgs<?, ?> args) {
    ByteBuffer key = args == null ? null : args.getFirstEncodedKey();
    return key == null ? NO_KEY : Keyspace.nameOf(key);
  }

  private Timer timer(String keyspace) {
    return Timer.builder("rivulet.redis.command")
        .description("from the sending of a command to its answer")
        .tag("keyspace", keyspace)
        .serviceLevelObjectives(TIMES)
        .register(meters);
  }
}
