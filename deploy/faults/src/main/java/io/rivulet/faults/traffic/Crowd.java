package io.rivulet.faults.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.Carrier;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.client.RelationChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// The accounts of a run: people whom the load speaks for, and pairs of an author and a follower,
/// left alone by it, for the [Probes].
///
/// @param pairs of probes
public record Crowd(List<Probes.Pair> pairs) {
  private static final String PERSON = "person";
  private static final int AT_ONCE = 16;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public Crowd {
    pairs = List.copyOf(pairs);
  }

  /// Whether a username is of somebody whom the load speaks for.
  public static boolean isPerson(String username) {
    return username.startsWith(PERSON);
  }

  /// Creates all accounts and follows.
  ///
  /// @param seed decides who follows whom
  public static Crowd settle(Carrier api, LocalTokens tokens, Size size, long seed) {
    var client = new FeedClient(new Persistent(api, PATIENCE));
    String operator = tokens.operator();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var settling = new Settling(threads, new Semaphore(AT_ONCE), client, tokens);
      List<Long> people = settling.accounts(PERSON, size.people(), operator);
      List<Long> authors = settling.accounts("author", size.pairs(), operator);
      List<Long> followers = settling.accounts("follower", size.pairs(), operator);
      settling.follow(people, size.follows(), new Random(seed));
      List<Probes.Pair> pairs = new ArrayList<>();
      for (int i = 0; i < size.pairs(); i++) {
        pairs.add(new Probes.Pair(authors.get(i), followers.get(i)));
      }
      settling.follow(pairs);
      return new Crowd(pairs);
    }
  }

  /// How many there are.
  ///
  /// @param follows of each of the people
  /// @param pairs of probes
  public record Size(int people, int follows, int pairs) {
    /// A worker's start takes seconds, not what it has to restore.
    public static final Size DEFAULT = new Size(100, 15, 8);
  }

  private record Settling(
      ExecutorService threads, Semaphore places, FeedClient client, LocalTokens tokens) {
    List<Long> accounts(String name, int number, String operator) {
      return joined(
          IntStream.range(0, number)
              .mapToObj(i -> begin(() -> account(name + i, operator)))
              .toList());
    }

    /// A first try that was not answered may have created it; then it is there, sooner or later.
    private long account(String name, String operator) {
      try {
        return client.createAccount(operator, name, false).path("id").asLong();
      } catch (LocalException e) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
          Optional<JsonNode> there = client.findAccount(name);
          if (there.isPresent()) {
            return there.get().path("id").asLong();
          }
          LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw e;
      }
    }

    void follow(List<Long> people, int each, Random random) {
      List<CompletableFuture<Long>> following = new ArrayList<>();
      for (long follower : people) {
        for (int i = 0; i < each; i++) {
          long followee = people.get(random.nextInt(people.size()));
          if (followee != follower) {
            following.add(begin(() -> follow(follower, followee)));
          }
        }
      }
      var _ = joined(following);
    }

    void follow(List<Probes.Pair> pairs) {
      var _ =
          joined(
              pairs.stream()
                  .map(pair -> begin(() -> follow(pair.follower(), pair.author())))
                  .toList());
    }

    private long follow(long follower, long followee) {
      var _ = client.change(tokens.of(follower), followee, new RelationChange.Follow(true));
      return followee;
    }

    private interface Step {
      long take();
    }

    private CompletableFuture<Long> begin(Step step) {
      return CompletableFuture.supplyAsync(
          () -> {
            places.acquireUninterruptibly();
            try {
              return step.take();
            } finally {
              places.release();
            }
          },
          threads);
    }

    private static List<Long> joined(List<CompletableFuture<Long>> steps) {
      try {
        return steps.stream().map(CompletableFuture::join).toList();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : e;
      }
    }
  }
}
