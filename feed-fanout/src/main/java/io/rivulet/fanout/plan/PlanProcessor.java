package io.rivulet.fanout.plan;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.PostEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.DeadLetters;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Pauses;
import io.rivulet.fanout.flow.PolledBytes;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Telling;
import io.rivulet.fanout.trace.TracedPost;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.topic.Topics;
import io.rivulet.trace.Tracing;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Plans the events of one partition of authors: [Planner] decides, this hands on, in order, what
/// Redis has acknowledged.
///
/// Under load many records are under way to Redis at a time; they are kept, and handed on in order
/// as it answers. A record that comes after a pause waits for its answer, so that it is handed on
/// at once. Should Redis not answer in time, the gate is closed.
public final class PlanProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]>
    implements Acknowledgements.Pending {
  /// The names of the sinks.
  public static final String TO_DELIVERIES = "to-deliveries";

  public static final String TO_DEAD_LETTERS = "to-dead-letters";

  private static final Duration TICK = Duration.ofMillis(2);

  /// Records under way: a thread plans some 10,000 a second, and a busy Redis answers within
  /// milliseconds. They take some KB each.
  private static final int MOST_UNDER_WAY = 256;

  /// Recipients of all records under way, some bytes each.
  private static final int MOST_RECIPIENTS = 100_000;

  /// Bytes of all records under way, each of which is there as it came, as it is stored and as it
  /// is sent: few posts are so large that this counts.
  private static final int MOST_BYTES = 1 << 20;

  /// How long a record after a pause waits for its answer. A Redis at low load takes a tenth of it.
  private static final Duration ONE_ANSWER = Duration.ofMillis(2);

  private static final int ONE_TRY_IN = 64;

  private static final int SWEPT_PER_SLICE = 500;

  private static final Duration COUNT_EVERY = Duration.ofMillis(100);

  /// How long a delivery of a busy thread waits for others to its partition.
  static final Duration COMPANY = Duration.ofMillis(2);

  /// What a plan task needs of its worker.
  public record Worker(
      Redis redis,
      Gate gate,
      Retries retries,
      Acknowledgements acknowledgements,
      Unread unread,
      PlanMetrics metrics,
      Telling telling,
      Settings settings) {}

  /// Settings.
  ///
  /// @param partitions of feed.deliveries.v1
  /// @param commitInterval between commits
  /// @param patience how long a record or a commit waits for Redis before the task goes on without
  /// @param largeAuthors which authors' entries are not pushed
  /// @param homes which records are passed over
  public record Settings(
      int partitions,
      Homes homes,
      Duration commitInterval,
      Duration patience,
      LargeAuthors largeAuthors,
      Written written) {}

  /// How Redis is written to.
  ///
  /// @param publicUrl base of the URLs in bodies
  /// @param hot which bodies are there
  /// @param clock that tells which are hot
  public record Written(String publicUrl, TimelineLimits limits, HotPosts hot, Clock clock) {
    /// All bodies, for ever.
    public static Written all(String publicUrl) {
      return new Written(publicUrl, TimelineLimits.DEFAULT, HotPosts.ALL, Clock.systemUTC());
    }
  }

  /// @param span of the record, not recorded if it is not traced
  private record Waiting(Planned planned, long timestamp, int bytes, long recipients, Span span) {
    Waiting(Planned planned, long timestamp, int bytes, Span span) {
      this(planned, timestamp, bytes, planned.recipients(), span);
    }
  }

  private final Worker worker;
  private @Nullable PlanWriter openedWriter;
  private final ArrayDeque<Waiting> pending = new ArrayDeque<>();
  private long recipientsPending;
  private long bytesPending;
  private @Nullable Outbox openedOutbox;
  private volatile long oldest = Long.MAX_VALUE;
  private volatile int pendingSize;
  private @Nullable Planner openedPlanner;
  private @Nullable Losses openedLosses;
  private @Nullable CaughtUp openedCaughtUp;
  private @Nullable PostSweep sweep;
  private CompletableFuture<?> swept = CompletableFuture.completedFuture(true);
  private CompletableFuture<?> counts = CompletableFuture.completedFuture(true);
  private @Nullable CompletableFuture<Losses.Look> looking;

  /// Raises the marks for a commit; nothing was processed since it began.
  private @Nullable CompletableFuture<Losses.Look> marking;

  private boolean resumed;
  private boolean begun;
  private boolean uncommitted;

  /// Whether the marks are vouched for as of the last look.
  private volatile boolean vouches;

  private long lookedAt;
  private long countedAt;
  private int waitedInVain;

  public PlanProcessor(Worker worker) {
    this.worker = worker;
  }

  /// Begins anew: Streams revives a task whose record it could not send with the same processor.
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    pending.clear();
    recipientsPending = 0;
    bytesPending = 0;
    PolledBytes.forgotten(context.taskId());
    pendingSize = 0;
    openedOutbox = new Outbox(worker.settings().partitions());
    oldest = Long.MAX_VALUE;
    counts = CompletableFuture.completedFuture(true);
    looking = null;
    marking = null;
    resumed = false;
    uncommitted = false;
    vouches = false;
    worker.acknowledgements().register(this);
    PlanWriter writer =
        new PlanWriter(worker.retries(), worker.gate(), worker.acknowledgements().mayWrite());
    PlanWrites writes = new PlanWrites(worker.redis(), writer, worker.settings().written());
    openedWriter = writer;
    KeyValueStore<Bytes, byte[]> opened = context.getStateStore(StoreKeys.AUTHORS);
    Planner planner =
        new Planner(
            new Planner.Stores(opened, context.getStateStore(StoreKeys.FOLLOWERS)),
            context.taskId().partition(),
            worker.settings().partitions(),
            worker.settings().largeAuthors(),
            writes,
            worker.metrics());
    openedPlanner = planner;
    Losses losses =
        new Losses(
            new Losses.Parts(opened, context.taskId().partition(), planner, writes, lives()),
            worker.metrics());
    openedLosses = losses;
    openedCaughtUp = new CaughtUp(worker.unread(), context.taskId().partition());
    begun = losses.begun();
    PostSweep changed = new PostSweep(opened, writes, worker.settings().written().hot());
    sweep = changed.needless() ? null : changed;
    swept = CompletableFuture.completedFuture(true);
    worker.metrics().opened(this);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> goOn());
    context.schedule(
        Acknowledgements.LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::commitIfDue);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    writer().check();
    if (!begun) {
      begin();
    }
    // A mark vouches for what was written before it.
    marking = null;
    boolean afterPause = Pauses.ended();
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    Span span = tracing().resume("plan", record.headers(), record.timestamp());
    try (var _ = tracing().enter(span)) {
      if (worker.settings().homes().isElsewhere(record, metadata)) {
        passOver(record, metadata);
        span.end();
      } else {
        plan(record, metadata, span);
      }
    } catch (InvalidEventException e) {
      span.setStatus(StatusCode.ERROR, "invalid").end();
      deadLetter(record, metadata, "invalid-event", String.valueOf(e.getMessage()));
    } catch (RejectedEventException e) {
      span.setStatus(StatusCode.ERROR, "rejected").end();
      deadLetter(record, metadata, "rejected-event", String.valueOf(e.getMessage()));
    }
    uncommitted = true;
    caughtUp().planned(metadata.topic(), metadata.offset());
    handOn(oneAnswer(afterPause), 0);
    if (afterPause) {
      waitedInVain = pending.isEmpty() ? 0 : waitedInVain + 1;
    }
    worker.acknowledgements().processed(this);
    PolledBytes.processed(metadata, record);
    boolean oneByOne = worker.acknowledgements().oneByOne();
    if (!handOn(patience(), oneByOne || muchUnderWay() ? 0 : MOST_UNDER_WAY)) {
      writer().stall();
    }
    if (afterPause || oneByOne || outbox().waited(COMPANY)) {
      flush(this::forward);
    }
    Pauses.processed();
  }

  private void plan(Record<byte[], byte[]> record, RecordMetadata metadata, Span span)
      throws RejectedEventException {
    Event event = EventJson.decode(record.value());
    worker.metrics().event(EventJson.type(event));
    resumeCrossings();
    Planned planned = plan(event, metadata);
    Waiting waiting = new Waiting(planned, record.timestamp(), record.value().length, span);
    if (event instanceof PostEvent post) {
      worker.metrics().costs(post.author(), waiting.recipients());
    }
    wait(waiting);
  }

  /// A record that somebody wrote to where it does not belong would be planned out of its author's
  /// order, and by two tasks: it is for a person to see.
  private void passOver(Record<byte[], byte[]> record, RecordMetadata metadata) {
    if (worker.settings().homes().isMisplaced(record, metadata)) {
      deadLetter(record, metadata, "misplaced-event", "its key belongs to another partition");
    }
  }

  private boolean muchUnderWay() {
    return recipientsPending > MOST_RECIPIENTS || bytesPending > MOST_BYTES;
  }

  private void begin() {
    losses().begin();
    begun = true;
    // What was found of the marks before tells nothing of these.
    looking = null;
    marking = null;
  }

  private Planned plan(Event event, RecordMetadata metadata) throws RejectedEventException {
    long offset = metadata.offset();
    return switch (event) {
      case PostEvent post -> planner().plan(post, offset);
      case RelationEvent relation -> planner().plan(relation, metadata.partition(), offset);
      case AccountUpdated account -> planner().plan(account, offset);
      case ActEvent act -> planner().plan(act, offset);
    };
  }

  private void deadLetter(
      Record<byte[], byte[]> record, RecordMetadata metadata, String kind, String reason) {
    worker.metrics().deadLetter(kind);
    context().forward(DeadLetters.of(record, metadata, kind, reason), TO_DEAD_LETTERS);
  }

  /// How long a record waits for its answer. A Redis that is busy does not answer in time: then one
  /// record in many tries.
  private Duration oneAnswer(boolean afterPause) {
    boolean tries = waitedInVain % ONE_TRY_IN == 0;
    return afterPause && tries && !worker.gate().closed() ? ONE_ANSWER : Duration.ZERO;
  }

  private void wait(Waiting waiting) {
    pending.add(waiting);
    writer().traced().begin(waiting.span());
    recipientsPending += waiting.recipients();
    bytesPending += waiting.bytes();
  }

  /// Puts in the outbox, in order, what is acknowledged, waiting for it up to `bound` while more
  /// than `mostLeft` are left.
  ///
  /// @return whether no more than that are left
  private boolean handOn(Duration bound, int mostLeft) {
    return handOn(bound, mostLeft, this::forward);
  }

  private boolean handOn(Duration bound, int mostLeft, Outbox.Sink sink) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!pending.isEmpty()) {
      Waiting next = pending.element();
      Boolean timelineThere =
          answer(next.planned().acknowledged(), pending.size() > mostLeft ? deadline : 0);
      if (timelineThere == null) {
        break;
      }
      pending.remove();
      if (timelineThere) {
        recipientsPending -= next.recipients();
        bytesPending -= next.bytes();
        TracedPost traced = TracedPost.of(next.span(), next.planned().entry());
        for (Planned.Addressed one : next.planned().deliveries()) {
          outbox().add(one, next.timestamp(), traced(one, traced), sink);
        }
        endTrace(next);
        worker.telling().handedOn(next.planned().entry(), next.planned().news());
      } else {
        pending.addFirst(afterRestore(next));
      }
    }
    oldest = pending.isEmpty() ? Long.MAX_VALUE : pending.element().timestamp();
    pendingSize = pending.size() + outbox().size();
    return pending.size() <= mostLeft;
  }

  /// Entries alone are followed on: what else comes of a post is no part of its way to a reader.
  private static @Nullable TracedPost traced(Planned.Addressed one, @Nullable TracedPost post) {
    return post != null && one.delivery() instanceof Delivery.Entry ? post : null;
  }

  private void endTrace(Waiting handedOn) {
    Span span = handedOn.span();
    if (span.isRecording()) {
      writer().traced().end(span);
      span.setAttribute("recipients", handedOn.recipients());
      span.end();
    }
  }

  private Waiting afterRestore(Waiting waiting) {
    Planned planned = waiting.planned();
    CompletableFuture<?> restored = planner().restoreTimeline(planned.author());
    return new Waiting(
        Planned.after(restored, planned.deliveries())
            .withEntry(planned.entry())
            .withNews(planned.news()),
        waiting.timestamp(),
        waiting.bytes(),
        waiting.span());
  }

  private void flush(Outbox.Sink sink) {
    outbox().flush(sink);
    pendingSize = pending.size();
  }

  private void forward(
      int partition, byte[] value, long timestamp, Headers headers, @Nullable TracedPost traced) {
    context()
        .forward(
            new Record<>(key(partition), value, timestamp, traced(headers, traced)), TO_DELIVERIES);
    worker.metrics().deliveryRecords.increment();
  }

  private static Headers traced(Headers headers, @Nullable TracedPost traced) {
    if (traced != null) {
      traced.headers().forEach(headers::add);
    }
    return headers;
  }

  private static byte[] key(int partition) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
  }

  /// What was answered, waiting for it until a moment of [System#nanoTime]; 0 not at all.
  private <T> @Nullable T answer(CompletableFuture<T> answer, long deadline) {
    if (!answer.isDone() && deadline == 0) {
      return null;
    }
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      writer().check();
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void goOn() {
    writer().check();
    resumeCrossings();
    hand(planner().advanceCrossings());
    handOn(Duration.ZERO, 0);
    writeCounts();
    if (!Pauses.busy() || outbox().waited(COMPANY) || worker.acknowledgements().oneByOne()) {
      flush(this::forward);
    }
    restore();
    sweep();
  }

  private void sweep() {
    PostSweep running = sweep;
    if (running == null || losses().restoring() || !swept.isDone()) {
      return;
    }
    if (!running.finished()) {
      swept = running.slice(SWEPT_PER_SLICE);
    } else {
      running.finish();
      sweep = null;
    }
  }

  /// Once, before anything is planned.
  private void resumeCrossings() {
    if (!resumed) {
      resumed = true;
      hand(planner().resumeCrossings());
    }
  }

  private void hand(Planned planned) {
    if (!planned.deliveries().isEmpty()) {
      wait(new Waiting(planned, context().currentSystemTimeMs(), 0, Span.getInvalid()));
    }
  }

  private void restore() {
    if (losses().goOn()) {
      uncommitted = true;
      caughtUp().again();
    }
  }

  private void commitIfDue(long now) {
    if (!begun) {
      begin();
    }
    long interval = worker.settings().commitInterval().toMillis();
    boolean due = worker.acknowledgements().commitDue();
    if (due && !worker.acknowledgements().drain(patience())) {
      return;
    }
    boolean looks = now - lookedAt >= interval || (!vouches && caughtUp().reached());
    if (due && (looks || changed())) {
      if (commit()) {
        lookedAt = now;
      }
    } else if (due) {
      note(false);
    } else if (looks && look()) {
      lookedAt = now;
    }
  }

  private boolean changed() {
    return uncommitted || planner().crossings().underWay();
  }

  /// Hands on what is planned, looks whether Redis has lost something, and raises the marks if
  /// there is something to commit.
  ///
  /// @return false if something is under way still
  private boolean commit() {
    writer().check();
    if (losses().restoring()) {
      note(false);
      return true;
    }
    if (!handOn(patience(), 0)) {
      return false;
    }
    flush(this::forward);
    CompletableFuture<Losses.Look> begun = marking == null ? ask(changed()) : marking;
    marking = begun;
    Losses.Look found = within(begun);
    if (found == null) {
      return false;
    }
    marking = null;
    // It is older than this one.
    looking = null;
    if (found.otherLife()) {
      worker.acknowledgements().otherLife(found.life());
      return false;
    }
    if (!found.lost().isEmpty()) {
      losses().restore(found.lost());
      return true;
    }
    if (found.raised() == null) {
      if (!changed()) {
        note(false);
      }
      return !changed();
    }
    losses().store(found.raised());
    uncommitted = false;
    note(true);
    return true;
  }

  /// Looks whether Redis has lost something, between commits, which may be put off. Without
  /// waiting: of many tasks each would, one after the other, for a Redis that is slow.
  ///
  /// @return false if something is under way still
  private boolean look() {
    writer().check();
    if (losses().restoring()) {
      return true;
    }
    if (!handOn(Duration.ZERO, 0)) {
      return false;
    }
    flush(this::forward);
    CompletableFuture<Losses.Look> begun = looking == null ? ask(false) : looking;
    looking = begun;
    Losses.Look found = answer(begun, 0);
    if (found == null) {
      return false;
    }
    looking = null;
    if (found.otherLife()) {
      worker.acknowledgements().otherLife(found.life());
      return false;
    }
    if (!found.lost().isEmpty()) {
      losses().restore(found.lost());
    } else if (found.raised() != null) {
      losses().store(found.raised());
    }
    return true;
  }

  private CompletableFuture<Losses.Look> ask(boolean raise) {
    vouches = caughtUp().in(worker.acknowledgements().life());
    return losses().look(raise, vouches);
  }

  private Losses.Lives lives() {
    return new Losses.Lives() {
      @Override
      public CompletableFuture<Lineage> now() {
        return worker.acknowledgements().life();
      }

      @Override
      public void other(Lineage known) {
        worker.acknowledgements().otherLife(known);
      }
    };
  }

  /// Streams commits all tasks of the thread at once, and a commit that fails ends the thread.
  private void note(boolean changed) {
    if (worker.acknowledgements().noted(this, changed)
        && worker.acknowledgements().all(patience())) {
      worker.acknowledgements().commitAsked();
      context().commit();
    }
  }

  /// While the gate is closed Redis is known to be away: nothing waits for it in vain.
  private Duration patience() {
    return worker.gate().closed() ? Duration.ZERO : worker.settings().patience();
  }

  private <T> @Nullable T within(CompletableFuture<T> answer) {
    return answer(answer, System.nanoTime() + worker.settings().patience().toNanos());
  }

  /// Counts are written some times between two commits, each that changed, lest a commit have to
  /// wait for all of them.
  private void writeCounts() {
    long now = System.nanoTime();
    if (now - countedAt >= COUNT_EVERY.toNanos()) {
      countedAt = now;
      prepare();
    }
  }

  @Override
  public void prepare() {
    if (counts.isDone()) {
      counts = planner().writeCounts();
    }
  }

  /// All tasks of the thread raise their marks at once: one after the other would each wait.
  @Override
  public void drained() {
    if (begun && changed() && !losses().restoring()) {
      marking = ask(true);
    }
  }

  /// What waits in the queue can only be forwarded by the task itself, so a commit that finds
  /// something there is not asked for.
  @Override
  public boolean await(Duration bound) {
    return pending.isEmpty()
        && outbox().isEmpty()
        && countsAcknowledged(System.nanoTime() + bound.toNanos());
  }

  private boolean countsAcknowledged(long deadline) {
    while (answer(counts.thenApply(_ -> true), deadline) != null) {
      if (planner().countsWritten()) {
        return true;
      }
      // They changed while others were under way.
      counts = planner().writeCounts();
    }
    return false;
  }

  /// A revocation comes between two polls, when records may well be under way.
  @Override
  public boolean finish(Duration bound, Consumer<ProducerRecord<byte[], byte[]>> send) {
    long deadline = System.nanoTime() + bound.toNanos();
    Outbox.Sink sink =
        (partition, value, _, headers, traced) ->
            send.accept(
                new ProducerRecord<>(
                    Topics.DELIVERIES,
                    partition,
                    null,
                    key(partition),
                    value,
                    traced(headers, traced)));
    if (!handOn(bound, 0, sink)) {
      return false;
    }
    flush(sink);
    return await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }

  /// What is still in the queue was not handed on: then nothing is certain yet.
  @Override
  public void flushed() {
    if (pending.isEmpty() && outbox().isEmpty()) {
      planner().crossings().flushed();
    }
  }

  int pulledAuthors() {
    Planner planner = openedPlanner;
    return planner == null ? 0 : planner.crossings().pulled();
  }

  /// Whether it has planned all there was when this life of Redis began, and so vouches for its
  /// marks.
  boolean vouches() {
    return vouches;
  }

  int pending() {
    return pendingSize;
  }

  long oldest() {
    return oldest;
  }

  @Override
  public void close() {
    worker.acknowledgements().unregister(this);
    worker.metrics().closed(this);
    PolledBytes.forgotten(context().taskId());
    writer().close();
  }

  private Tracing tracing() {
    return worker.telling().tracing();
  }

  private Outbox outbox() {
    return Objects.requireNonNull(openedOutbox, "init was not called");
  }

  private PlanWriter writer() {
    return Objects.requireNonNull(openedWriter, "init was not called");
  }

  private Losses losses() {
    return Objects.requireNonNull(openedLosses, "init was not called");
  }

  private CaughtUp caughtUp() {
    return Objects.requireNonNull(openedCaughtUp, "init was not called");
  }

  private Planner planner() {
    return Objects.requireNonNull(openedPlanner, "init was not called");
  }
}
