package io.rivulet.cold;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.keyspace.Shards;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

/// Asks the fan-out workers. Whose author is known, by that the worker of his partition; what he
/// has not, and all else, of all of them at once: an id does not tell its author, so nobody knows
/// which of them has such a post (RATIONALE.md of feed-fanout). The first answers that have all end
/// the wait.
public final class WorkersAsked implements ColdPosts, AutoCloseable {
  /// Where partitions are moves seldom; a read that finds less than all of them asks anew.
  private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

  private static final int MOST_WORKERS = 1_000;

  private final Doors doors;
  private final Filled filled;
  private final HttpClient http;
  private final HttpRequest.Builder request;
  private final Duration patience;
  private final Semaphore places;
  private final LoadingCache<URI, AskedWorker> workers =
      Caffeine.newBuilder()
          .maximumSize(MOST_WORKERS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(this::worker);
  private final Timer asked;
  private final Counter found;
  private final Counter nowhere;
  private final Counter failed;
  private final Counter requests;
  private volatile Doors.Told told = Doors.Told.NOTHING;
  private volatile long toldAt;

  /// As last told: it outlives the telling, which Redis loses with all else.
  private volatile int partitions;

  public WorkersAsked(Redis redis, ColdSettings settings, MeterRegistry meters) {
    this.doors = new Doors(redis);
    this.filled = new Filled(redis);
    this.patience = settings.patience();
    this.places = new Semaphore(settings.mostAtOnce());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .sslContext(settings.encryption())
            .build();
    this.request =
        HttpRequest.newBuilder()
            .timeout(patience)
            .header("Content-Type", "application/octet-stream");
    settings.secret().map(DoorSecret::authorization).ifPresent(this::authorize);
    this.toldAt = System.nanoTime() - TOLD_EVERY.toNanos();
    this.asked = Timer.builder("rivulet.cold.asked").publishPercentiles(0.5, 0.99).register(meters);
    this.found = meters.counter("rivulet.cold.posts", "found", "yes");
    this.nowhere = meters.counter("rivulet.cold.posts", "found", "no");
    this.failed = meters.counter("rivulet.cold.failures");
    this.requests = meters.counter("rivulet.cold.requests");
  }

  /// What settings say: nobody is asked where there are none.
  public static ColdPosts of(Redis redis, Optional<ColdSettings> settings, MeterRegistry meters) {
    return settings
        .filter(ColdSettings::enabled)
        .<ColdPosts>map(some -> new WorkersAsked(redis, some, meters))
        .orElse(NONE);
  }

  private void authorize(String authorization) {
    var _ = request.header("Authorization", authorization);
  }

  private AskedWorker worker(URI address) {
    return new AskedWorker(http, address, request.copy());
  }

  @Override
  public Map<Long, PostBody> find(List<Long> wanted) {
    return find(wanted, _ -> 0);
  }

  @Override
  public Map<Long, PostBody> find(List<Long> wanted, LongUnaryOperator author) {
    // What names no post, such as words in place of an id, workers would refuse.
    List<Long> ids = wanted.stream().filter(id -> id > 0).distinct().toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    if (!places.tryAcquire()) {
      failed.increment();
      throw new PostsUnavailableException("too many ask for posts that are not in Redis");
    }
    long begun = System.nanoTime();
    try {
      Map<Long, PostBody> all = found(ids, author, begun);
      List<Long> absent = without(ids, all);
      if (!absent.isEmpty()) {
        // A worker may not have planned yet what is acknowledged, and was lost with Redis. When it
        // has, it is asked for once more; and it must not have been lost again meanwhile.
        requireFilled(absent);
        all.putAll(found(absent, _ -> 0, begun));
        requireFilled(without(absent, all));
      }
      found.increment(all.size());
      nowhere.increment((double) ids.size() - all.size());
      return all;
    } finally {
      asked.record(Duration.ofNanos(System.nanoTime() - begun));
      places.release();
    }
  }

  private Map<Long, PostBody> found(List<Long> ids, LongUnaryOperator author, long begun) {
    Doors.Told to = told();
    Map<Long, PostBody> all = new HashMap<>();
    // Who alone is asked must not take the time of all others.
    for (Question question : routed(ids, author, to)) {
      var _ = question.await(begun + patience.toNanos() / 2);
      all.putAll(question.found());
    }
    List<Long> left = without(ids, all);
    List<Question> questions = new ArrayList<>();
    for (List<Long> some : portions(left)) {
      Question question = new Question(some, to.partitions());
      to.addresses().forEach(address -> ask(question, address));
      questions.add(question);
    }
    for (Question question : questions) {
      if (!question.await(begun + patience.toNanos())) {
        failed.increment();
        toldAt = System.nanoTime() - TOLD_EVERY.toNanos();
        throw new PostsUnavailableException("posts that are not in Redis: " + question);
      }
      all.putAll(question.found());
    }
    return all;
  }

  private static List<Long> without(List<Long> ids, Map<Long, PostBody> found) {
    return ids.stream().filter(id -> !found.containsKey(id)).toList();
  }

  private void requireFilled(List<Long> absent) {
    BitSet shards = new BitSet();
    absent.forEach(id -> shards.set(Shards.of(id)));
    if (!shards.isEmpty() && !filled.hasAll(shards, partitions())) {
      throw new NotFilledException(shards.nextSetBit(0));
    }
  }

  /// Questions for the workers that have the partitions of known authors; none where there is one
  /// worker.
  private List<Question> routed(List<Long> ids, LongUnaryOperator author, Doors.Told to) {
    Map<URI, List<Long>> byWorker = new HashMap<>();
    if (to.addresses().size() > 1) {
      for (long id : ids) {
        long known = author.applyAsLong(id);
        if (known > 0) {
          URI address = to.byPartition().get(Topics.partition(known, to.partitions()));
          if (address != null) {
            byWorker.computeIfAbsent(address, _ -> new ArrayList<>()).add(id);
          }
        }
      }
    }
    List<Question> questions = new ArrayList<>();
    byWorker.forEach(
        (address, own) -> {
          for (List<Long> some : portions(own)) {
            Question question = new Question(some, 0);
            ask(question, address);
            questions.add(question);
          }
        });
    return questions;
  }

  private void ask(Question question, URI address) {
    if (Door.isClosed(address)) { // whoever wrote the others, no secret goes there
      question.ask(workers.get(address));
      requests.increment();
    }
  }

  private static List<List<Long>> portions(List<Long> ids) {
    List<List<Long>> portions = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += DoorProtocol.MOST_IDS) {
      portions.add(ids.subList(from, Math.min(from + DoorProtocol.MOST_IDS, ids.size())));
    }
    return portions;
  }

  /// Two threads may find it old at once: it is read once too often then.
  private Doors.Told told() {
    long now = System.nanoTime();
    if (now - toldAt >= TOLD_EVERY.toNanos()) {
      told = doors.told();
      toldAt = now;
      partitions = Math.max(partitions, told.partitions());
    }
    return told;
  }

  @Override
  public boolean knowsAbsent() {
    return true;
  }

  @Override
  public boolean isFilled(int shard) {
    return filled.has(shard, partitions());
  }

  @Override
  public boolean isFilled() {
    return filled.hasAll(partitions());
  }

  private int partitions() {
    int known = partitions;
    return known == 0 ? told().partitions() : known;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
