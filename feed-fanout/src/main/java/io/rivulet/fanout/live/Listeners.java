package io.rivulet.fanout.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.live.LiveEvent.Kind;
import io.rivulet.redis.Redis;
import io.rivulet.redis.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who listens, at which reader, and telling those readers. Where nobody listens nothing is
/// published, and a delivery costs one look at an empty map.
///
/// Nothing waits for what is told here, and a failure loses it: readers make good for what they did
/// not hear, see feed-reader's RATIONALE.
public final class Listeners implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Listeners.class);
  private static final long GONE_NANOS = Duration.ofSeconds(3L * Listening.SECONDS).toNanos();

  private final Redis redis;
  private final LongSupplier nanoTime;
  private final Counter told;
  private final Map<Long, Reader> readers = new ConcurrentHashMap<>();
  private @Nullable Subscription subscription;

  private static final class Reader {
    private final Set<Long> accounts = ConcurrentHashMap.newKeySet();
    private volatile long heardAt;

    Reader(long heardAt) {
      this.heardAt = heardAt;
    }
  }

  /// @param nanoTime as [System#nanoTime]
  public Listeners(Redis redis, MeterRegistry meters, LongSupplier nanoTime) {
    this.redis = redis;
    this.nanoTime = nanoTime;
    this.told = meters.counter("rivulet.live.events");
    meters.gauge("rivulet.live.readers", readers, Map::size);
  }

  /// Begins to hear who listens.
  public void start() {
    subscription =
        redis.subscribe(
            List.of(LiveChannels.listeners()),
            new Subscription.Listener() {
              @Override
              public void subscribed(byte[] channel) {
                publish(LiveChannels.posts(), List.of(new LiveEvent(Kind.ASKED, 0, 0)));
              }

              @Override
              public void heard(byte[] channel, byte[] message) {
                Listening.decode(message).ifPresent(Listeners.this::heard);
              }
            });
  }

  void heard(Listening said) {
    long now = nanoTime.getAsLong();
    List<Long> accounts = Arrays.stream(said.accounts()).boxed().toList();
    readers.compute(
        said.reader(),
        (_, known) -> {
          Reader reader = known == null ? new Reader(now) : known;
          reader.heardAt = now;
          switch (said.act()) {
            case ALL -> {
              reader.accounts.addAll(accounts);
              reader.accounts.retainAll(Set.copyOf(accounts));
            }
            case MORE -> reader.accounts.addAll(accounts);
            case LESS -> accounts.forEach(reader.accounts::remove);
          }
          return reader.accounts.isEmpty() ? null : reader;
        });
  }

  /// Whether nobody listens to anything: then there is no need to tell.
  public boolean isEmpty() {
    return readers.isEmpty();
  }

  /// Tells of something that concerns one account.
  ///
  /// @param events whose account it is
  public void tell(List<LiveEvent> events) {
    readers.forEach(
        (number, reader) -> {
          List<LiveEvent> theirs = new ArrayList<>();
          for (LiveEvent event : events) {
            if (reader.accounts.contains(event.account())) {
              theirs.add(event);
            }
          }
          if (isGone(number, reader)) {
            return;
          }
          if (!theirs.isEmpty()) {
            publish(LiveChannels.reader(number), theirs);
          }
        });
  }

  /// Tells all readers of something that concerns an author's followers, or everybody.
  public void tellAll(LiveEvent event) {
    boolean wanted = false;
    for (Map.Entry<Long, Reader> entry : readers.entrySet()) {
      wanted |=
          !isGone(entry.getKey(), entry.getValue())
              && (event.kind() != Kind.PUBLIC
                  || entry.getValue().accounts.contains(Listening.EVERYBODY));
    }
    if (wanted) {
      publish(LiveChannels.posts(), List.of(event));
    }
  }

  private boolean isGone(long number, Reader reader) {
    if (nanoTime.getAsLong() - reader.heardAt <= GONE_NANOS) {
      return false;
    }
    readers.computeIfPresent(
        number, (_, known) -> nanoTime.getAsLong() - known.heardAt > GONE_NANOS ? null : known);
    return true;
  }

  private void publish(byte[] channel, List<LiveEvent> events) {
    try {
      var _ = redis.commands().spublish(channel, LiveEvent.encode(events));
      told.increment(events.size());
    } catch (RuntimeException e) {
      // Nobody hears it, and nothing else may fail of it: readers look by themselves.
      logger.debug("not told: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }
}
