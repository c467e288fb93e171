package io.rivulet.fanout.live;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.live.LiveEvent;
import io.rivulet.pulse.Journey;
import io.rivulet.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes the way of each post, for people who want to see it. Some commands a post and call, so it
/// is off unless it is asked for. Nothing waits for it, and nothing fails of it.
public final class Journeys {
  private static final Logger logger = LoggerFactory.getLogger(Journeys.class);
  private static final Duration KEPT = Duration.ofHours(1);

  private final Redis redis;
  private final boolean on;
  private final Clock clock;

  /// Notes, or not.
  public Journeys(Redis redis, boolean on, Clock clock) {
    this.redis = redis;
    this.on = on;
    this.clock = clock;
  }

  public boolean isOn() {
    return on;
  }

  /// A post was handed on to the deliver stage.
  public void planned(long post) {
    note(
        post,
        (commands, key) -> {
          var _ = commands.hset(key, ascii(Journey.PLANNED), ascii(clock.millis()));
        });
  }

  /// Entries are in home timelines.
  public void delivered(List<LiveEvent> events) {
    Map<Long, Integer> counts = new TreeMap<>();
    for (LiveEvent event : events) {
      if (event.kind() == LiveEvent.Kind.DELIVERED) {
        counts.merge(event.id(), 1, Integer::sum);
      }
    }
    counts.forEach(
        (post, count) ->
            note(
                post,
                (commands, key) -> {
                  var _ = commands.hset(key, ascii(Journey.DELIVERED), ascii(clock.millis()));
                  var _ = commands.hincrby(key, ascii(Journey.DELIVERIES), count);
                }));
  }

  private interface Note {
    void write(RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] key);
  }

  private void note(long post, Note note) {
    try {
      byte[] key = Keyspace.journey(post);
      RedisClusterAsyncCommands<byte[], byte[]> commands = redis.commands();
      note.write(commands, key);
      var _ = commands.pexpire(key, KEPT.toMillis());
    } catch (RuntimeException e) {
      logger.debug("journey of {} not noted: {}", post, e.getMessage());
    }
  }

  private static byte[] ascii(long number) {
    return ascii(Long.toString(number));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
