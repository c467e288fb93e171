package io.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisFuture;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The instruments measure what they say, on a real Redis.
final class InstrumentsIT {
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final int TRIES = 5;

  private final String uri = TestServers.redis();
  private final Redis redis = new Redis(RedisSettings.of(uri));

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void rawReadsEndWithTheLastByteOfTheAnswer() throws Exception {
    List<byte[]> keys = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      byte[] value = "x".repeat(i * 10).getBytes(StandardCharsets.US_ASCII);
      keys.add(Keyspace.author(i + 1));
      lengths.add((long) value.length);
      redis.await(redis.commands().set(keys.getLast(), value));
    }
    int port = URI.create(uri).getPort();
    try (RawReads whole = RawReads.whole(port, keys, lengths);
        RawReads tails = RawReads.tails(port, keys, lengths, 100)) {
      assertThat(whole.bytes()).isGreaterThan(250L * 249 * 10 / 2);
      assertThat(tails.bytes()).isBetween(24_000L, 30_000L);
      readAFewTimes(whole);
      readAFewTimes(tails);
    }
  }

  /// A byte too many would never come; bytes left over would end the next one early, with its own.
  private static void readAFewTimes(RawReads raw) throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(raw.time()).isPositive();
    }
    assertThat(raw.isDrained()).isTrue();
  }

  @Test
  void aSlowLinkDelaysEachRoundTripOnceHoweverManyCommandsItHas() throws Exception {
    try (SlowLink link = SlowLink.open(URI.create(uri).getPort());
        Redis far = new Redis(RedisSettings.of(link.uri()))) {
      far.check();
      link.delay(DELAY);
      assertThat(roundTrips(() -> ask(far, 1))).isEqualTo(1);
      assertThat(roundTrips(() -> ask(far, 40))).isEqualTo(1);
      assertThat(
              roundTrips(
                  () -> {
                    ask(far, 10);
                    ask(far, 10);
                    ask(far, 10);
                  }))
          .isEqualTo(3);
    }
  }

  private static void ask(Redis far, int commands) {
    List<RedisFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      answers.add(far.commands().ping());
    }
    answers.forEach(far::await);
  }

  /// In units of the delay. The shortest of some tries: a busy machine adds to each, never the
  /// same.
  private static long roundTrips(Runnable asking) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long began = System.nanoTime();
      asking.run();
      shortest = Math.min(shortest, System.nanoTime() - began);
    }
    return shortest / DELAY.toNanos();
  }
}
