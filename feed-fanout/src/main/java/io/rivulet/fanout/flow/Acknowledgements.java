package io.rivulet.fanout.flow;

import io.rivulet.redis.Lineage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

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
/// So a thread has one commit an interval, and while it is made nothing else happens: whichever
/// task first finds it due, see [#commitDue()], has what all tasks have under way finished at once,
/// see [#drain]; then each notes how far it is, and the last asks for the commit. All that happens
/// between two records: tasks that waited one after the other would take turns in standing still.
public final class Acknowledgements {
  /// How often tasks look whether a commit is due: so often that they look in the same pass.
  public static final Duration LOOK_EVERY = Duration.ofMillis(2);

  /// A commit that is due for longer than this is not to be had while much is under way.
  private static final Duration OVERDUE = Duration.ofMillis(500);

  /// While much is under way a commit stops its thread for long; then there are fewer, so that it
  /// stands still for a twentieth of the time at most. What a crash has processed once more grows
  /// with the interval, so that has an end.
  private static final int RUNNING_PER_STOPPED = 20;

  private static final int MOST_INTERVALS = 5;

  /// How long a commit may be put off, which is what a crash has processed once more.
  private static final Duration LONGEST_DEFERRED = Duration.ofSeconds(30);

  /// How long a commit waits for replicas. Those at work need a round trip.
  private static final Duration REPLICAS = Duration.ofMillis(200);

  /// How often that time is doubled for replicas that have not confirmed: up to 3.2 s.
  private static final int MOST_PUT_OFF = 4;

  /// Writes of one task that Redis may not have acknowledged yet.
  public interface Pending {
    /// Begins to write what was put off until the next commit. Called on the stream thread.
    default void prepare() {}

    /// Redis has acknowledged all that the tasks of the thread wrote, for the commit that is due;
    /// nothing is processed before it, or this is called again. Called on the stream thread.
    default void drained() {}

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

    /// As [#await], but on behalf of a commit, for which another task or nobody asked, as at a
    /// revocation: what is acknowledged and was not handed on yet goes to Kafka by `send`, since
    /// only a task itself can forward, when it is its turn.
    default boolean finish(Duration bound, Consumer<ProducerRecord<byte[], byte[]>> send) {
      return await(bound);
    }
  }

  /// What is known of a thread's commits.
  private static final class Commits {
    private final Set<Pending> noted = new HashSet<>();
    private boolean wanted;
    private boolean drained;
    private int putOff;
    private final long askedAt;
    private final long dueAfter;
    private long drainAgainAt;
    private long drainBegan;

    /// @param askedAt when the one before was asked for
    /// @param dueAfter how long after that this one is due
    Commits(long askedAt, long dueAfter) {
      this.askedAt = askedAt;
      this.dueAfter = dueAfter;
      this.drainAgainAt = askedAt;
    }
  }

  /// Sends by the producer of a thread.
  public interface Sender {
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record);
  }

  private final Map<Thread, List<Pending>> byThread = new ConcurrentHashMap<>();
  private final Set<Thread> inVain = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Commits> commits = new ConcurrentHashMap<>();
  private final Map<String, Sender> senders = new ConcurrentHashMap<>();
  private final Map<Thread, List<Future<RecordMetadata>>> sent = new ConcurrentHashMap<>();
  private final Duration bound;
  private final Duration interval;
  private final Lineages lineages;

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
    this(bound, interval, Lineages.unchanging());
  }

  /// Holds back commits for a while, and until replicas have what would be committed.
  ///
  /// @param bound how long the commit of a thread, and hence its close, may wait
  /// @param interval between two commits of a thread
  public Acknowledgements(Duration bound, Duration interval, Lineages lineages) {
    this.bound = bound;
    this.interval = interval;
    this.lineages = lineages;
  }

  /// Completes when the calling stream thread may write to Redis: it is known then what Redis that
  /// is.
  public CompletableFuture<?> mayWrite() {
    return life();
  }

  /// The lives of the primaries that the calling stream thread writes to; another future when they
  /// are others.
  public CompletableFuture<Lineage> life() {
    return lineages.begun();
  }

  /// Notes that a primary is in another life than [#life] said. That says another once all lives
  /// are told.
  ///
  /// @param known what it said
  /// @throws LineageChangedException if what the calling thread wrote since its last commit may be
  ///   lost with the one before
  public void otherLife(Lineage known) {
    lineages.changed(known);
  }

  /// Names the producer of a stream thread, by which [#drain] sends.
  void sender(String thread, Sender sender) {
    senders.put(thread, sender);
  }

  /// Forgets the producer of a thread, which was closed.
  void noSender(String thread) {
    senders.remove(thread);
  }

  /// Whether the calling thread is to commit.
  public boolean commitDue() {
    Commits own = commits();
    long passed = System.nanoTime() - own.askedAt;
    return passed >= own.dueAfter
        && (passed >= LONGEST_DEFERRED.toNanos()
            || tasks().stream().noneMatch(Pending::defersCommit));
  }

  /// Whether a task had better finish each record before the next: a commit is due and cannot be
  /// had otherwise.
  public boolean oneByOne() {
    Commits own = commits();
    return commitDue()
        && (!senders.containsKey(Thread.currentThread().getName())
            || System.nanoTime() - own.askedAt > own.dueAfter + OVERDUE.toNanos());
  }

  /// Finishes what all tasks of the calling thread have under way, for the commit that is due; once
  /// that is done, nothing more until a task processes something.
  ///
  /// @return whether nothing is under way
  public boolean drain(Duration patience) {
    Commits own = commits();
    long began = System.nanoTime();
    if (!own.drained && began - own.drainAgainAt >= 0) {
      if (own.drainBegan == 0) {
        own.drainBegan = began;
      }
      Sender sender = senders.get(Thread.currentThread().getName());
      own.drained = sender == null ? all(patience) : finished(began + patience.toNanos(), sender);
      // What cannot be finished in time gets no more than half of the thread's time.
      long now = System.nanoTime();
      own.drainAgainAt = own.drained ? now : now + (now - began);
      if (own.drained) {
        tasks().forEach(Pending::drained);
      }
    }
    return own.drained;
  }

  private boolean finished(long deadline, Sender sender) {
    return all(deadline, (task, left) -> task.finish(left, record -> sentNow(sender.send(record))));
  }

  private void sentNow(Future<RecordMetadata> future) {
    sent.computeIfAbsent(Thread.currentThread(), _ -> new ArrayList<>()).add(future);
  }

  /// Whether something was sent on behalf of a task of the calling thread since the last
  /// [#requireSent].
  boolean hasSent() {
    return sent.containsKey(Thread.currentThread());
  }

  /// Makes sure that Kafka has what was sent on behalf of tasks. Call when the producer was
  /// flushed.
  void requireSent() {
    List<Future<RecordMetadata>> futures = sent.remove(Thread.currentThread());
    if (futures != null) {
      futures.forEach(AcknowledgedCommits::requireSent);
    }
  }

  /// Notes that a task of the calling thread has processed a record: what it noted of itself before
  /// holds no more.
  public void processed(Pending task) {
    Commits own = commits();
    own.drained = false;
    own.noted.remove(task);
    lineages.processed();
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
    long now = System.nanoTime();
    long began = commits().drainBegan;
    long stopped = began == 0 ? 0 : now - began;
    long dueAfter =
        Math.clamp(
            stopped * RUNNING_PER_STOPPED, interval.toNanos(), interval.toNanos() * MOST_INTERVALS);
    commits.put(Thread.currentThread(), new Commits(now, dueAfter));
  }

  private Commits commits() {
    return commits.computeIfAbsent(
        Thread.currentThread(),
        _ -> new Commits(System.nanoTime() - interval.toNanos(), interval.toNanos()));
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
    sent.keySet().retainAll(byThread.keySet());
    lineages.retainAll(byThread.keySet());
  }

  /// Whether Redis has acknowledged all that the tasks of the calling thread wrote, and its
  /// replicas have it, waiting for both. A task asks before it asks for a commit.
  ///
  /// @param patience with Redis; with replicas there is another
  /// @return false if that took longer
  /// @throws LineageChangedException if what was acknowledged since the last commit may be lost
  public boolean all(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!all(deadline, Pending::await)) {
      return false;
    }
    boolean confirmed = lineages.confirmed(REPLICAS.multipliedBy(1L << commits().putOff));
    if (!confirmed) {
      putOff();
    }
    return confirmed;
  }

  /// Has the commit that was due become due an interval later: replicas that lag must not have
  /// their thread wait for them all the time. Then they are waited for longer.
  private void putOff() {
    Commits before = commits();
    Commits later = new Commits(System.nanoTime(), interval.toNanos());
    later.wanted = before.wanted;
    later.putOff = Math.min(before.putOff + 1, MOST_PUT_OFF);
    commits.put(Thread.currentThread(), later);
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private boolean all(long deadline, BiPredicate<Pending, Duration> acknowledged) {
    List<Pending> tasks = tasks();
    tasks.forEach(Pending::prepare);
    for (Pending pending : tasks) {
      if (!acknowledged.test(pending, left(deadline))) {
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
  /// @param sender takes what has to go to Kafka before the commit, see [Pending#finish] and
  ///   [#requireSent]
  /// @throws NotAcknowledgedException if Redis has not acknowledged all: nothing of this may be
  ///   committed
  void awaitAll(Sender sender) {
    Thread thread = Thread.currentThread();
    Duration patience = inVain.contains(thread) ? Duration.ZERO : bound;
    long deadline = System.nanoTime() + patience.toNanos();
    if (finished(deadline, sender) && confirmed(deadline)) {
      inVain.remove(thread);
      return;
    }
    inVain.add(thread);
    throw new NotAcknowledgedException(
        "Redis has not acknowledged what would be committed, within " + bound);
  }

  private boolean confirmed(long deadline) {
    try {
      return lineages.confirmed(left(deadline));
    } catch (LineageChangedException e) {
      return false;
    }
  }
}
