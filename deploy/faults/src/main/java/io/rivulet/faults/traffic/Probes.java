package io.rivulet.faults.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.Carrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Times deliveries: for each pair of an author and a follower a post is published, looked for in
/// the follower's home timeline until it is there, and then the next one. So a stall shows in the
/// one post that waits, and in how long its publishing took.
public final class Probes implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(400);
  private static final Duration FIRST_LOOK = Duration.ofMillis(15);
  private static final Duration LAST_LOOK = Duration.ofMillis(200);

  private final Carrier api;
  private final LocalTokens tokens;
  private final List<Pair> pairs;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  /// An author and somebody who follows nobody else.
  public record Pair(long author, long follower) {}

  /// A post of a pair; moments are those of [System#nanoTime()].
  ///
  /// @param began when it was first sent
  /// @param acknowledged when it was answered with 200
  /// @param seen when the follower's home timeline had it
  public record Sample(Pair pair, long began, long acknowledged, long seen) {
    public Duration publishing() {
      return Duration.ofNanos(acknowledged - began);
    }

    public Duration delivery() {
      return Duration.ofNanos(seen - acknowledged);
    }
  }

  public Probes(Carrier api, LocalTokens tokens, List<Pair> pairs) {
    this.api = api;
    this.tokens = tokens;
    this.pairs = List.copyOf(pairs);
  }

  public void start() {
    pairs.forEach(pair -> threads.add(Thread.ofVirtual().start(() -> probe(pair))));
  }

  private void probe(Pair pair) {
    String author = tokens.of(pair.author());
    String follower = tokens.of(pair.follower());
    try {
      while (open) {
        long began = System.nanoTime();
        long id = publish(author);
        if (id == 0) {
          return;
        }
        long acknowledged = System.nanoTime();
        if (look(follower, id)) {
          seen(pair, began, acknowledged);
        }
        long rest = began + EVERY.toNanos() - System.nanoTime();
        if (rest > 0) {
          Thread.sleep(Duration.ofNanos(rest));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// In the order of when they were seen.
  private void seen(Pair pair, long began, long acknowledged) {
    synchronized (samples) {
      samples.add(new Sample(pair, began, acknowledged, System.nanoTime()));
    }
  }

  /// The id of a new post; 0 if the end comes before. A refusal is tried again too: a service whose
  /// clock is wrong may think that a token is.
  private long publish(String token) throws InterruptedException {
    Call call =
        Call.post(
                "/api/v1/statuses",
                token,
                JsonNodeFactory.instance.objectNode().put("status", "probe"))
            .withIdempotencyKey(UUID.randomUUID().toString());
    while (open) {
      try {
        Answer answer = api.send(call);
        if (answer.succeeded()) {
          return answer.body().path("id").asLong();
        }
      } catch (LocalException _) {
        // Nobody answers: the next try goes to another one.
      }
      Thread.sleep(LAST_LOOK);
    }
    return 0;
  }

  /// Returns whether it was seen before the end.
  private boolean look(String token, long id) throws InterruptedException {
    Duration pause = FIRST_LOOK;
    while (open) {
      if (isInHome(token, id)) {
        return true;
      }
      Thread.sleep(pause);
      pause = pause.compareTo(LAST_LOOK) < 0 ? pause.multipliedBy(2) : LAST_LOOK;
    }
    return false;
  }

  /// Asks for the entry itself: with a clock that was ahead newer posts have lower ids.
  private boolean isInHome(String token, long id) {
    try {
      Answer answer =
          api.send(Call.get("/api/v1/timelines/home?limit=1&max_id=" + (id + 1), token));
      return answer.succeeded() && answer.body().path(0).path("id").asLong() == id;
    } catch (LocalException _) {
      // Nobody answers: the next look may find it.
      return false;
    }
  }

  /// Those that have been seen since a moment of [System#nanoTime()].
  public List<Sample> since(long moment) {
    synchronized (samples) {
      int first = samples.size();
      while (first > 0 && samples.get(first - 1).seen() - moment >= 0) {
        first--;
      }
      return List.copyOf(samples.subList(first, samples.size()));
    }
  }

  /// When, after a moment, a post of every pair had been published and seen within `bound` each;
  /// empty if that has not been yet.
  public Optional<Long> wellSince(long moment, Duration bound) {
    List<Sample> since = since(moment);
    long latest = moment;
    for (Pair pair : pairs) {
      Optional<Long> first =
          since.stream()
              .filter(sample -> sample.pair().equals(pair) && sample.began() - moment >= 0)
              .filter(
                  sample ->
                      sample.publishing().compareTo(bound) <= 0
                          && sample.delivery().compareTo(bound) <= 0)
              .map(Sample::seen)
              .findFirst();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      latest = Math.max(latest, first.get());
    }
    return Optional.of(latest);
  }

  @Override
  public void close() {
    open = false;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
