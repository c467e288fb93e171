package io.rivulet.fanout.deliver;

import io.opentelemetry.api.trace.Span;
import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.delivery.MalformedDeliveryException;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.DeadLetters;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Pauses;
import io.rivulet.fanout.flow.PolledBytes;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Telling;
import io.rivulet.fanout.trace.TracedPost;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Shards;
import io.rivulet.notice.Notice;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.trace.Tracing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the records of one deliveries partition, see [Lane].
///
/// Commits are asked for, never left to the clock: only when Redis has acknowledged all that was
/// read. So while Redis is away nothing is committed and no commit has to fail, which would make
/// the worker leave its group.
public final class DeliverProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  /// The names of the sinks.
  public static final String TO_DELIVERIES = "deliver-deliveries";

  public static final String TO_DEAD_LETTERS = "deliver-dead-letters";

  private static final Logger log = LoggerFactory.getLogger(DeliverProcessor.class);
  private static final int RESTORED_PER_LOOK = 200;

  /// What a deliver task needs of its worker.
  public record Worker(
      RedisSide redis, Acknowledgements acknowledgements, LaneSettings settings, Timing timing) {}

  /// The way to Redis, shared by all tasks of a worker.
  public record RedisSide(
      Redis redis, Gate gate, Retries retries, LaneMetrics metrics, Telling telling) {}

  /// How the task goes about.
  ///
  /// @param partitions of feed.deliveries.v1
  /// @param commitInterval between commits
  /// @param patience how long a record or a commit waits for Redis before the task goes on without
  public record Timing(int partitions, Duration commitInterval, Duration patience) {}

  private final Worker worker;

  /// How long an account's new notices wait for more.
  private static final Duration COMPANY = Duration.ofMillis(10);

  /// Accounts that one record tells of an edit: some 9 KB.
  private static final int TOLD_PER_RECORD = 256;

  private final ArrayDeque<Long> viewersToRestore = new ArrayDeque<>();
  private @Nullable RelationStore openedRelations;
  private @Nullable Lane openedLane;
  private @Nullable Responses openedResponses;
  private @Nullable OwnDeliveries openedOwn;
  private long nextOffset = -1;
  private boolean uncommitted;
  private boolean lossesKnown;
  private @Nullable Advance advance;
  private boolean restoring;
  private long tickedAt;

  public DeliverProcessor(Worker worker) {
    this.worker = worker;
  }

  /// What Redis is told of how far all is acknowledged, beside a commit.
  private record Advance(long to, CompletableFuture<?> answer) {}

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    PolledBytes.forgotten(context.taskId());
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(RelationStore.NAME);
    RelationStore relations = new RelationStore(store);
    Lane lane =
        new Lane(
            worker.redis(),
            worker.settings(),
            context.taskId().partition(),
            worker.timing().partitions());
    openedRelations = relations;
    openedLane = lane;
    openedOwn = new OwnDeliveries(context.taskId().partition(), worker.timing().partitions());
    Responses responses = new Responses(context.getStateStore(ReactionStore.NAME), lane);
    openedResponses = responses;
    lane.beforeAwait(responses::write);
    viewersToRestore.clear();
    lossesKnown = false;
    restoring = false;
    uncommitted = false;
    advance = null;
    nextOffset = relations.applied();
    worker.acknowledgements().register(lane);
    lane.start(relations.applied(), worker.acknowledgements().mayWrite());
    context.schedule(COMPANY, PunctuationType.WALL_CLOCK_TIME, _ -> responses().write());
    context.schedule(Acknowledgements.LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tickIfDue);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    lane().check();
    if (nextOffset < 0) {
      // From now on there is something that Redis can lose, and a commit of another task on this
      // thread commits it too.
      relations().applied(0);
    }
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    Tracing tracing = worker.redis().telling().tracing();
    Span span = tracing.resume("deliver", record.headers(), record.timestamp());
    try (var _ = tracing.enter(span)) {
      List<Delivery> deliveries = own().require(DeliveryCodec.decode(record.value()));
      if (span.isRecording()) {
        trace(span, deliveries, record, metadata);
      } else {
        apply(deliveries, record, metadata.offset());
      }
    } catch (MalformedDeliveryException e) {
      context()
          .forward(
              DeadLetters.of(
                  record, metadata, "malformed-delivery", String.valueOf(e.getMessage())),
              TO_DEAD_LETTERS);
    }
    PolledBytes.processed(metadata, record);
    nextOffset = metadata.offset() + 1;
    uncommitted = true;
    worker.acknowledgements().processed(lane());
    if (!lane().awaitRoom(patience())) {
      lane().stall();
    }
    Pauses.processed();
  }

  /// One span a record, whatever else is in it, however many calls it takes.
  private void trace(
      Span span,
      List<Delivery> deliveries,
      Record<byte[], byte[]> record,
      RecordMetadata metadata) {
    long post = TracedPost.post(record.headers()).orElse(0);
    long recipients =
        deliveries.stream()
            .filter(one -> isOf(post, one))
            .mapToLong(one -> ((Delivery.Entry) one).recipients().size())
            .sum();
    span.setAttribute("messaging.destination.partition.id", metadata.partition());
    span.setAttribute("messaging.kafka.offset", metadata.offset());
    span.setAttribute("recipients", recipients);
    AuthorSize[] sizes = AuthorSize.of(record.headers(), deliveries.size());
    // First what may take its time: answers of Redis wait for the lane while it is traced.
    List<Runnable> entries = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Delivery one = deliveries.get(i);
      AuthorSize size = sizes[i];
      if (isOf(post, one)) {
        entries.add(() -> apply(one, size, record.timestamp(), metadata.offset()));
      } else {
        apply(one, size, record.timestamp(), metadata.offset());
      }
    }
    lane().trace(span, post, recipients, () -> entries.forEach(Runnable::run));
  }

  private static boolean isOf(long post, Delivery delivery) {
    return delivery instanceof Delivery.Entry entry && entry.id() == post;
  }

  private void apply(List<Delivery> deliveries, Record<byte[], byte[]> record, long offset) {
    AuthorSize[] sizes = AuthorSize.of(record.headers(), deliveries.size());
    for (int i = 0; i < sizes.length; i++) {
      apply(deliveries.get(i), sizes[i], record.timestamp(), offset);
    }
  }

  private void apply(Delivery delivery, AuthorSize size, long timestamp, long offset) {
    switch (delivery) {
      case Delivery.Entry(long id, var recipients) ->
          // The record's own time is that of its planning.
          lane().deliver(id, recipients, Ids.time(id).toEpochMilli(), size);
      case Delivery.Relation change ->
          write(change.viewer(), relations().apply(change), timestamp, offset);
      case Delivery.Inverse change ->
          write(change.account(), relations().apply(change), timestamp, offset);
      case Delivery.Crossing crossing ->
          crossing
              .recipients()
              .forEach(
                  (_, viewer) ->
                      write(viewer, relations().cross(viewer, crossing), timestamp, offset));
      case Delivery.AccountOpened(long account) -> {
        relations().open(account);
        write(account, false, timestamp, offset);
      }
      case Delivery.Counted change -> responses().apply(change, timestamp);
      case Delivery.Reacted change -> responses().apply(change, timestamp);
      case Delivery.Noticed change -> {
        if (!isApart(change)) {
          responses().apply(change, timestamp);
        }
      }
      case Delivery.Posted(long post, long author, var recipients) -> {
        Notice notice = new Notice(post, Notice.Kind.POST, author, post);
        recipients.forEach(
            (_, account) ->
                responses().apply(new Delivery.Noticed(account, notice, true), timestamp));
      }
      case Delivery.Edited edit -> tell(edit, timestamp);
    }
  }

  /// Whether an account is told of somebody whom it blocks, or who blocks it: hidden when it is
  /// read, it would only push out what is not. Whom one may not follow one cannot be told of
  /// following, nor of his posts: a block has ended the wish for that.
  private boolean isApart(Delivery.Noticed change) {
    boolean ended =
        switch (change.notice().kind()) {
          case FOLLOW, FOLLOW_REQUEST, POST -> true;
          case MENTION, LIKE, BOOST, EDIT -> false;
        };
    return change.on()
        && !ended
        && relations().relations(change.account(), 0).apartFrom(change.notice().actor());
  }

  /// Has the tasks of all who boosted a post know of its edit, many by one record.
  private void tell(Delivery.Edited edit, long timestamp) {
    Map<Integer, List<Delivery>> told = new TreeMap<>();
    responses()
        .edited(
            edit,
            (account, notice) -> {
              int partition = Shards.partition(Shards.of(account), worker.timing().partitions());
              List<Delivery> theirs = told.computeIfAbsent(partition, _ -> new ArrayList<>());
              theirs.add(notice);
              if (theirs.size() == TOLD_PER_RECORD) {
                forward(partition, theirs, timestamp);
                theirs.clear();
              }
            });
    told.forEach(
        (partition, theirs) -> {
          if (!theirs.isEmpty()) {
            forward(partition, theirs, timestamp);
          }
        });
  }

  private void forward(int partition, List<Delivery> deliveries, long timestamp) {
    byte[] key = ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
    context()
        .forward(new Record<>(key, DeliveryCodec.encode(deliveries), timestamp), TO_DELIVERIES);
  }

  private void write(long viewer, RelationStore.Outcome outcome, long timestamp, long offset) {
    switch (outcome) {
      case IGNORED -> {}
      case APPLIED -> write(viewer, false, timestamp, offset);
      case DROPS -> write(viewer, true, timestamp, offset);
    }
  }

  private void write(long viewer, boolean drop, long timestamp, long version) {
    lane().relate(viewer, relations().relations(viewer, version).encode(), drop, timestamp);
  }

  private void tickIfDue(long now) {
    // First: what has ended a lane has its thread's commits drain in vain, for all of its tasks.
    lane().check();
    if (!lossesKnown || restoring) {
      restore();
    }
    boolean due = worker.acknowledgements().commitDue();
    if (due && !worker.acknowledgements().drain(patience())) {
      return;
    }
    if (now - tickedAt >= worker.timing().commitInterval().toMillis() || (due && uncommitted)) {
      if (tick(due)) {
        tickedAt = now;
      }
    } else if (due) {
      note(false);
    }
  }

  /// Writes down how far Redis has acknowledged all, in Redis and in the store. Redis is asked in
  /// any case, so that a loss of data is found though nothing is delivered.
  ///
  /// @return false if something is under way still
  private boolean tick(boolean due) {
    responses().write();
    // Before that nothing has an epoch, and it is not known what Redis has lost.
    if (!lossesKnown) {
      return false;
    }
    if (nextOffset >= 0 && !restoring && !(due ? advanced() : advancesMeanwhile())) {
      return false;
    }
    if (due) {
      boolean changed = uncommitted && !restoring;
      uncommitted &= restoring;
      note(changed);
    }
    return true;
  }

  /// For a commit, during which nothing else happens.
  private boolean advanced() {
    // What it would note is older.
    advance = null;
    if (!lane().await(patience())) {
      return false;
    }
    try {
      var _ = Redis.await(lane().advance(nextOffset), worker.timing().patience());
      noteApplied(nextOffset);
      return true;
    } catch (RedisUnavailableException e) {
      return false;
    } catch (RuntimeException e) {
      // What a refusal means is the lane's to say.
      lane().check();
      throw e;
    }
  }

  /// Without waiting: a thread has many tasks, and each would wait for as long as Redis takes to
  /// answer, one after the other.
  private boolean advancesMeanwhile() {
    Advance begun = advance;
    if (begun == null) {
      if (lane().await(Duration.ZERO)) {
        advance = new Advance(nextOffset, lane().advance(nextOffset).toCompletableFuture());
      }
      return false;
    }
    if (!begun.answer.isDone()) {
      return false;
    }
    advance = null;
    if (begun.answer.isCompletedExceptionally()) {
      return false;
    }
    noteApplied(begun.to);
    return true;
  }

  private void noteApplied(long offset) {
    if (uncommitted) {
      relations().applied(offset);
    }
  }

  /// Streams commits all tasks of the thread at once, and a commit that fails ends the thread.
  private void note(boolean changed) {
    if (worker.acknowledgements().noted(lane(), changed)
        && worker.acknowledgements().all(patience())) {
      worker.acknowledgements().commitAsked();
      context().commit();
    }
  }

  /// While the gate is closed Redis is known to be away: nothing waits for it in vain.
  private Duration patience() {
    return worker.redis().gate().closed() ? Duration.ZERO : worker.timing().patience();
  }

  /// Writes the relations of lost shards again, some at a time. Their timelines are void already.
  private void restore() {
    if (!lossesKnown) {
      lossesKnown = lane().awaitTakeOver(Duration.ZERO);
      lost(lane().takeLostShards());
    }
    for (int i = 0;
        i < RESTORED_PER_LOOK && !viewersToRestore.isEmpty() && lane().awaitRoom(Duration.ZERO);
        i++) {
      // A rebuild may have read relations that Redis had gone back to.
      write(viewersToRestore.remove(), true, context().currentSystemTimeMs(), nextOffset);
    }
    if (!responses().restored() && lane().awaitRoom(Duration.ZERO)) {
      responses().restore(RESTORED_PER_LOOK, context().currentSystemTimeMs());
    }
    if (restoring && viewersToRestore.isEmpty() && responses().restored()) {
      restoring = false;
      uncommitted = true;
    }
  }

  private void lost(List<Integer> lost) {
    if (!lost.isEmpty() && nextOffset >= 0) {
      Set<Integer> shards = new HashSet<>(lost);
      Set<Long> viewers = relations().viewers(shards);
      responses().lost(shards);
      log.warn(
          "Redis has lost {} shards: writing the relations of {} viewers and all reactions again",
          lost.size(),
          viewers.size());
      viewersToRestore.addAll(viewers);
      restoring = true;
    }
  }

  @Override
  public void close() {
    Lane lane = openedLane;
    if (lane != null) {
      worker.acknowledgements().unregister(lane);
      lane.close();
    }
    PolledBytes.forgotten(context().taskId());
  }

  private Lane lane() {
    return Objects.requireNonNull(openedLane, "init was not called");
  }

  private OwnDeliveries own() {
    return Objects.requireNonNull(openedOwn, "init was not called");
  }

  private Responses responses() {
    return Objects.requireNonNull(openedResponses, "init was not called");
  }

  private RelationStore relations() {
    return Objects.requireNonNull(openedRelations, "init was not called");
  }
}
