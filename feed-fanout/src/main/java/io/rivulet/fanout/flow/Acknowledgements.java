package io.rivulet.fanout.flow;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/// Holds back the commits of a stream thread until Redis has acknowledged what its tasks wrote.
///
/// Kafka Streams 4.3 has no hook between "process" and "commit" for a processor; a state store's
/// `flush` and `commit` run after the offsets are committed. But Streams calls `flush()` of its
/// producer before every commit of offsets, at a revocation and a close too, on the stream thread
/// whose tasks it commits, and if that throws, the offsets stay. So [AcknowledgedCommits] makes
/// producers whose `flush()` calls [#awaitAll].
///
/// Tasks register on their stream thread when they start and leave when they close.
///
/// A commit that one task asks for commits all tasks of its thread and waits for the writes of all.
/// So a thread has one commit an interval, asked for by whichever task first finds everything
/// acknowledged once it is due, see [#commitDue()].
public final class Acknowledgements {
  /// How often tasks look whether a commit is due.
  public static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// How long a commit may be put off, which is what a crash has processed once more.
  private static final Duration LONGEST_DEFERRED = Duration.ofSeconds(30);

  /// Writes of one task that Redis may not have acknowledged yet.
  public interface Pending {
    /// Begins to write what was put off until the next commit. Called on the stream thread.
    default void prepare() {}

    /// Kafka has acknowledged all that was stored and forwarded so far. Called on the stream
    /// thread, within a commit: nothing may be stored or forwarded here.
    default void flushed() {}

    /// Whether so much is under way that a commit had better wait until it is done.
    default boolean defersCommit() {
      return false;
    }

    /// Waits until everything is acknowledged.
    ///
    /// @return false if that took longer than `bound`
    boolean await(Duration bound);

    /// As [#await], within a commit that nobody asked for, such as that of a revocation: what is
    /// acknowledged and was not handed on yet goes to Kafka by `send`, since nothing can be
    /// forwarded there.
    default boolean finish(Duration bound, Consumer<ProducerRecord<byte[], byte[]>> send) {
      return await(bound);
    }
  }

  /// What is known of a thread's commits.
  private static final class Commits {
    private final Set<Pending> noted = new HashSet<>();
    private boolean wanted;
    private long askedAt;

    Commits(long askedAt) {
      this.askedAt = askedAt;
    }
  }

  private final Map<Thread, List<Pending>> byThread = new ConcurrentHashMap<>();
  private final Set<Thread> inVain = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Commits> commits = new ConcurrentHashMap<>();
  private final Duration bound;
  private final Duration interval;

  /// Holds back commits for a while; they are always due.
  ///
  /// @param bound how long the commit of a thread, and hence its close, may wait
  public Acknowledgements(Duration bound) {
    this(bound, Duration.ZERO);
  }

  /// Holds back commits for a while.
  ///
  /// @param bound how long the commit of a thread, and hence its close, may wait
  /// @param interval between two commits of a thread
  public Acknowledgements(Duration bound, Duration interval) {
    this.bound = bound;
    this.interval = interval;
  }

  /// Whether the calling thread is to commit. From then on its tasks write nothing ahead, so that
  /// soon nothing is under way.
  public boolean commitDue() {
    long askedAt = commits().askedAt;
    long passed = System.nanoTime() - askedAt;
    return passed >= interval.toNanos()
        && (passed >= LONGEST_DEFERRED.toNanos()
            || tasks().stream().noneMatch(Pending::defersCommit));
  }

  /// Notes that a task of the calling thread has written down how far it is, for the commit that is
  /// due: offsets of all tasks are committed together, so all have to.
  ///
  /// @param changed whether the task has something to commit
  /// @return whether all tasks have, and one of them has something to commit: then ask for it
  public boolean noted(Pending task, boolean changed) {
    Commits own = commits();
    own.noted.add(task);
    own.wanted |= changed;
    return own.wanted && own.noted.containsAll(tasks());
  }

  /// Notes that a task of the calling thread has asked for the commit that was due.
  public void commitAsked() {
    commits.put(Thread.currentThread(), new Commits(System.nanoTime()));
  }

  private Commits commits() {
    return commits.computeIfAbsent(
        Thread.currentThread(), _ -> new Commits(System.nanoTime() - interval.toNanos()));
  }

  private List<Pending> tasks() {
    return byThread.getOrDefault(Thread.currentThread(), List.of());
  }

  /// Called by a task on its stream thread.
  public void register(Pending pending) {
    byThread.merge(
        Thread.currentThread(),
        List.of(pending),
        (tasks, more) -> Stream.concat(tasks.stream(), more.stream()).toList());
  }

  public void unregister(Pending pending) {
    for (Thread thread : byThread.keySet()) {
      byThread.computeIfPresent(
          thread,
          (_, tasks) -> {
            List<Pending> others = tasks.stream().filter(task -> !task.equals(pending)).toList();
            return others.isEmpty() ? null : others;
          });
    }
    inVain.retainAll(byThread.keySet());
    commits.keySet().retainAll(byThread.keySet());
  }

  /// Whether Redis has acknowledged all that the tasks of the calling thread wrote, waiting for it.
  /// A task asks before it asks for a commit.
  ///
  /// @return false if that took longer than `patience`
  public boolean all(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return all(deadline, Pending::await);
  }

  private boolean all(long deadline, BiPredicate<Pending, Duration> acknowledged) {
    List<Pending> tasks = tasks();
    tasks.forEach(Pending::prepare);
    for (Pending pending : tasks) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!acknowledged.test(pending, left)) {
        return false;
      }
    }
    return true;
  }

  /// Tells the tasks of the calling thread that its producer has nothing under way any more.
  public void flushed() {
    tasks().forEach(Pending::flushed);
  }

  /// Waits for all tasks of the calling thread, up to the bound. A thread for which that was once
  /// in vain is about to end; the hook is then called for each of its tasks, which does not wait
  /// again.
  ///
  /// @param send takes what has to go to Kafka before the commit, see [Pending#finish]
  /// @throws TimeoutException if Redis has not acknowledged all: nothing of this may be committed
  void awaitAll(Consumer<ProducerRecord<byte[], byte[]>> send) {
    Thread thread = Thread.currentThread();
    Duration patience = inVain.contains(thread) ? Duration.ZERO : bound;
    long deadline = System.nanoTime() + patience.toNanos();
    if (all(deadline, (pending, left) -> pending.finish(left, send))) {
      inVain.remove(thread);
      return;
    }
    inVain.add(thread);
    throw new TimeoutException(
        "Redis has not acknowledged what would be committed, within " + bound);
  }
}
