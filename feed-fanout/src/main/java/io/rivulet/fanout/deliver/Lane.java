package io.rivulet.fanout.deliver;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.opentelemetry.api.trace.Span;
import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relate;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The writes of one deliveries partition: of all shards `s` with `s mod partitions = partition`.
///
/// Invariants:
/// - A shard has at most one call under way, which is sent again until Redis acknowledges it. So
///   the order of a shard's calls survives any retry, and what comes meanwhile is merged by
///   timeline.
/// - Nothing is sent before the shards were taken over, and every call carries their epochs.
/// - Once a call is refused, or the lane is closed, nothing is sent any more.
///
/// While nothing is under way, whatever waits is sent at once; while something is, only full calls
/// are. So at low load nothing waits for company, and under load calls fill by themselves. On a
/// cluster a call has one shard, and nothing waits to be filled from others.
///
/// Records come in on the stream thread, answers on the client's: all state is guarded by `this`.
final class Lane implements Acknowledgements.Pending {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /// Entries that may wait for a timeline on average: 8 to 16 bytes each. What waits of relations
  /// counts as entries of the same size.
  private static final long ENTRIES_PER_TIMELINE = 8;

  /// The Redis that a lane writes to. A capacity planner counts what it would get.
  interface Way {
    RedisClusterAsyncCommands<byte[], byte[]> commands();

    /// Whether keys lie on several nodes, so that a call may only touch keys of one shard.
    boolean isCluster();

    static Way to(Redis redis) {
      return new Way() {
        @Override
        public RedisClusterAsyncCommands<byte[], byte[]> commands() {
          return redis.commands();
        }

        @Override
        public boolean isCluster() {
          return redis.isCluster();
        }
      };
    }
  }

  private final DeliverProcessor.RedisSide worker;
  private final Way way;
  private final LaneSettings settings;
  private final OwnedShards shards;
  private final ArrayDeque<ShardQueue> ready = new ArrayDeque<>();
  private final LargeFanOuts large = new LargeFanOuts();
  private final TracedEntries traced = new TracedEntries(System::nanoTime);

  /// Hands over what was put off, so that a commit has it waited for too.
  private Runnable putOff = () -> {};

  private boolean tookOver;
  private boolean closed;
  private @Nullable RuntimeException failure;
  private int calls;
  private int pending;

  /// Entries that wait or are under way; more than `pending` where they were merged by timeline,
  /// and with those of relations.
  private long entries;

  Lane(DeliverProcessor.RedisSide worker, LaneSettings settings, int partition, int partitions) {
    this(worker, Way.to(worker.redis()), settings, partition, partitions);
  }

  Lane(
      DeliverProcessor.RedisSide worker,
      Way way,
      LaneSettings settings,
      int partition,
      int partitions) {
    this.worker = worker;
    this.way = way;
    this.settings = settings;
    this.shards = new OwnedShards(way, partition, partitions);
  }

  /// Takes the shards over, in the background and for as long as Redis is away.
  ///
  /// @param applied the offset up to which Redis had acknowledged all, or -1 if none is known
  /// @param mayWrite completes when something may be written
  void start(long applied, CompletableFuture<?> mayWrite) {
    worker.metrics().opened(this);
    takeOver(applied, mayWrite, 1);
  }

  private void takeOver(long applied, CompletableFuture<?> mayWrite, int attempt) {
    synchronized (this) {
      // An epoch taken now would fence off the next owner.
      if (closed) {
        return;
      }
    }
    attempt(() -> mayWrite.thenCompose(_ -> shards.take(applied)))
        .whenComplete(
            (taken, thrown) -> {
              if (thrown == null) {
                orEnd(() -> tookOver(taken, applied));
              } else {
                failedOr(thrown, attempt, () -> takeOver(applied, mayWrite, attempt + 1));
              }
            });
  }

  private synchronized void tookOver(List<Ownership.Taken> taken, long applied) {
    shards.took(taken, applied);
    tookOver = true;
    dispatch();
    notifyAll();
  }

  /// Waits until the shards are taken over.
  ///
  /// @return false if that took longer than `bound`
  synchronized boolean awaitTakeOver(Duration bound) {
    return await(bound, () -> tookOver);
  }

  /// Shards of which Redis had lost writes when they were taken over; empties the list.
  synchronized List<Integer> takeLostShards() {
    return shards.takeLost();
  }

  /// Adds an entry to the timelines of its recipients.
  ///
  /// @param timestamp of its publishing, in milliseconds since 1970
  /// @param size of its author
  synchronized void deliver(long id, Recipients recipients, long timestamp, AuthorSize size) {
    if (recipients.size() >= LargeFanOuts.LARGE) {
      large.add(id, recipients, timestamp, size);
    } else {
      recipients.forEach((shard, viewer) -> add(shard, viewer, id, timestamp, size));
    }
    dispatch();
  }

  /// Has a span end when Redis has acknowledged so many entries of a post.
  ///
  /// @param deliver has them delivered, before any answer is looked at
  synchronized void trace(Span span, long post, long count, Runnable deliver) {
    traced.add(span, post, count);
    deliver.run();
  }

  private void add(int shard, long viewer, long id, long timestamp, AuthorSize size) {
    ShardQueue queue = shards.queue(shard);
    if (queue.add(viewer, id, timestamp, size)) {
      pending++;
    }
    entries++;
    waits(queue, timestamp);
  }

  /// Writes the relations of a viewer.
  ///
  /// @param drop whether his home timeline goes
  synchronized void relate(long viewer, byte[] relations, boolean drop, long timestamp) {
    ShardQueue queue = shards.queue(Shards.of(viewer));
    Relate.Change replaced = queue.relate(new Relate.Change(viewer, relations, drop));
    if (replaced == null) {
      pending++;
    } else {
      entries -= LaneCall.entries(replaced);
    }
    entries += relations.length / PackedIds.WIDTH;
    waits(queue, timestamp);
    dispatch();
  }

  /// Writes a value.
  synchronized void put(Put put, long timestamp) {
    ShardQueue queue = shards.queue(put.shard());
    Put replaced = queue.put(put);
    if (replaced == null) {
      pending++;
    } else {
      entries -= replaced.entries();
    }
    entries += put.entries();
    waits(queue, timestamp);
    dispatch();
  }

  private void waits(ShardQueue queue, long timestamp) {
    queue.oldest = Math.min(queue.oldest, timestamp);
    if (!queue.busy && !queue.ready) {
      queue.ready = true;
      ready.add(queue);
    }
  }

  private void dispatch() {
    if (!closed && failure == null) {
      refill();
    }
    while (tookOver
        && !closed
        && failure == null
        && !ready.isEmpty()
        && calls < settings.callsInFlight()
        && (calls == 0
            || ready.size() >= settings.timelinesPerCall()
            || fills()
            || !shards.span())) {
      LaneCall call = nextCall();
      calls++;
      traced.sends(call);
      send(call, 1);
    }
  }

  /// While few timelines wait, or when it is their turn, large fan-outs go on.
  private void refill() {
    int few = settings.timelinesPerCall() * (settings.callsInFlight() + 1);
    while (!large.isEmpty() && (pending < few || large.owed(settings.timelinesPerCall()))) {
      large.take(
          settings.timelinesPerCall(),
          (id, viewer, timestamp, size) -> add(Shards.of(viewer), viewer, id, timestamp, size));
    }
  }

  private boolean fills() {
    return pending >= settings.timelinesPerCall() * (calls + 1);
  }

  private LaneCall nextCall() {
    ShardQueue.Kind kind = ready.element().next();
    LaneCall.Relations changes = new LaneCall.Relations();
    LaneCall.Add adds = new LaneCall.Add();
    LaneCall.Values values = new LaneCall.Values();
    LaneCall call =
        switch (kind) {
          case RELATIONS -> changes;
          case ENTRIES -> adds;
          case VALUES -> values;
        };
    Iterator<ShardQueue> candidates = ready.iterator();
    while (candidates.hasNext() && call.size() < settings.timelinesPerCall()) {
      ShardQueue queue = candidates.next();
      if (queue.next() == kind) {
        int room = settings.timelinesPerCall() - call.size();
        int _ =
            switch (kind) {
              case RELATIONS -> queue.takeRelations(room, changes::add);
              case ENTRIES -> queue.takeAdds(room, adds::add);
              case VALUES -> queue.takeValues(room, values::add);
            };
        queue.busy = true;
        queue.ready = false;
        candidates.remove();
        call.shards().add(queue);
        if (!shards.span()) {
          break;
        }
      }
    }
    return call;
  }

  private void send(LaneCall call, int attempt) {
    worker.metrics().calls.increment();
    attempt(() -> call.send(way.commands(), settings.limits()))
        .whenComplete(
            (corrupt, thrown) -> {
              if (thrown == null) {
                orEnd(() -> acknowledged(call, corrupt));
              } else {
                refused(call, attempt);
                failedOr(thrown, attempt, () -> sendAgain(call, attempt + 1));
              }
            });
  }

  private synchronized void refused(LaneCall call, int attempt) {
    traced.retries(call, attempt);
  }

  private void sendAgain(LaneCall call, int attempt) {
    synchronized (this) {
      if (closed || failure != null) {
        return;
      }
    }
    send(call, attempt);
  }

  private synchronized void acknowledged(LaneCall call, long corrupt) {
    calls--;
    pending -= call.size();
    large.wrote(call.size());
    traced.acknowledged(call);
    if (pending == 0 && large.isEmpty()) {
      traced.allWritten();
    }
    entries = pending == 0 ? 0 : entries - call.entries();
    for (ShardQueue queue : call.shards()) {
      queue.busy = false;
      if (queue.isEmpty()) {
        queue.oldest = Long.MAX_VALUE;
      } else {
        waits(queue, queue.oldest);
      }
    }
    switch (call) {
      case LaneCall.Add add -> {
        worker.metrics().deliveries.increment((double) add.entries());
        worker.metrics().visits.increment(add.size());
        worker.metrics().aged(oldest(call.shards()));
        if (corrupt > 0) {
          log.error("a home timeline is corrupt, and deleted: {} of {}", corrupt, add.named());
        }
      }
      case LaneCall.Relations changes -> worker.metrics().relations.increment(changes.size());
      case LaneCall.Values values -> worker.metrics().values.increment(values.size());
    }
    worker.metrics().corrupt.increment((double) corrupt);
    if (hasMuchRoom()) {
      worker.gate().open(this);
    }
    dispatch();
    notifyAll();
    worker.telling().written(call::events);
  }

  /// Times of the oldest entries that were written, by size of their authors.
  private static long[] oldest(List<ShardQueue> written) {
    long[] oldest = new long[AuthorSize.values().length];
    Arrays.fill(oldest, Long.MAX_VALUE);
    written.forEach(queue -> queue.wrote(oldest));
    return oldest;
  }

  /// Tries again after a transient failure; any other ends the lane.
  private void failedOr(Throwable thrown, int attempt, Runnable again) {
    Throwable cause = Redis.cause(thrown);
    if (Redis.isTransient(cause)) {
      worker.metrics().retries.increment();
      if (attempt == 3) {
        log.warn("Redis does not take writes, trying again until it does: {}", cause.toString());
      }
      worker.retries().later(attempt, again);
      return;
    }
    end(cause);
  }

  /// What an answer's reader throws nobody would see: the lane would wait for ever.
  private void orEnd(Runnable answered) {
    try {
      answered.run();
    } catch (RuntimeException e) {
      end(e);
    }
  }

  /// Has the stream thread find, by [#check()], that nothing more can be written. It must not wait
  /// at the gate for answers that do not come any more.
  private synchronized void end(Throwable cause) {
    failure = failure(cause);
    worker.gate().open(this);
    notifyAll();
  }

  private RuntimeException failure(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.startsWith(Deliveries.FENCED) || message.startsWith(Deliveries.LOST)) {
      worker.metrics().refused.increment();
      return new OwnershipLostException(message);
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /// Throws what ended the lane, if anything did.
  synchronized void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /// Whether there is room for another record, waiting for it up to `bound`.
  synchronized boolean awaitRoom(Duration bound) {
    return await(bound, () -> hasRoom());
  }

  /// Closes the gate until half the room is free again.
  synchronized void stall() {
    if (!hasRoom() && failure == null) {
      worker.gate().close(this);
    }
  }

  /// Entries of few timelines are merged without end, and relations of a viewer are some KB each,
  /// so they are bounded too.
  private boolean hasRoom() {
    return large.hasRoom()
        && pending < settings.pendingTimelines()
        && entries < settings.pendingTimelines() * ENTRIES_PER_TIMELINE;
  }

  private boolean hasMuchRoom() {
    return large.hasMuchRoom()
        && pending <= settings.pendingTimelines() / 2
        && entries <= settings.pendingTimelines() * ENTRIES_PER_TIMELINE / 2;
  }

  /// Has something write, by this lane, before it is waited for.
  void beforeAwait(Runnable write) {
    putOff = write;
  }

  /// A revocation and a close commit what was read, whoever asks for it.
  @Override
  public void prepare() {
    putOff.run();
  }

  @Override
  public synchronized boolean await(Duration bound) {
    return await(bound, () -> pending == 0 && large.isEmpty()) && failure == null;
  }

  @Override
  public synchronized boolean defersCommit() {
    return !large.isEmpty();
  }

  private boolean await(Duration bound, BooleanSupplier reached) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!reached.getAsBoolean() && failure == null && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return reached.getAsBoolean();
  }

  /// Notes in Redis that all before `applied` is acknowledged. Call when nothing is pending.
  CompletionStage<?> advance(long applied) {
    return attempt(() -> shards.advance(applied))
        .whenComplete(
            (_, thrown) -> {
              // A transient failure is tried again by the next commit.
              if (thrown != null && !Redis.isTransient(Redis.cause(thrown))) {
                end(Redis.cause(thrown));
              }
            });
  }

  synchronized int callsInFlight() {
    return calls;
  }

  synchronized int pending() {
    return pending + large.waiting();
  }

  synchronized long oldest() {
    return Math.min(large.oldest(), shards.oldest());
  }

  /// Ends the lane. What is not acknowledged is not committed either: the next owner writes it.
  void close() {
    synchronized (this) {
      closed = true;
      ready.clear();
      large.clear();
      traced.clear();
      shards.clear();
      notifyAll();
    }
    worker.gate().open(this);
    worker.metrics().closed(this);
  }
}
