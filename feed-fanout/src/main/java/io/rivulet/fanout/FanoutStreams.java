package io.rivulet.fanout;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.door.PlanStores;
import io.rivulet.fanout.flow.AcknowledgedCommits;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.SparingConsumer;
import io.rivulet.fanout.plan.Homes;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.fanout.plan.StoredBodies;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsConfig.InternalConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology, but for the time in which partitions are added ([Layout]).
///
/// A stream thread that fails is replaced: it joins the group again, and its tasks start from what
/// is committed. So a worker that was fenced off, or a Redis that lost its data, is a matter of a
/// restart of threads, and no failure, see [ThreadFailures]; a bug shows in [#failure()].
public final class FanoutStreams implements Managed, PlanStores {
  private static final Logger log = LoggerFactory.getLogger(FanoutStreams.class);

  /// The part of the heap that what was polled and not processed may take: an eighth, as other
  /// things that wait.
  private static final int HEAP_PARTS = 8;

  /// Consumers that restore stores read changelogs, too.
  private static final Set<String> READ =
      Set.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS, Topics.ACTS, Topics.DELIVERIES);

  /// The parts that need the number of partitions, which is Kafka's to say.
  public interface Wiring {
    PlanProcessor.Worker plan(int partitions, Homes homes);

    DeliverProcessor.Worker deliver(int partitions);
  }

  private final KafkaSettings kafka;
  private final StreamsSettings settings;
  private final Acknowledgements acknowledgements;
  private final Gate gate;
  private final Wiring wiring;
  private final ThreadFailures failures;
  private final StreamsMeters meters;
  private final LayoutWatch layouts;
  private volatile @Nullable KafkaStreams streams;
  private volatile int planPartitions;

  /// Whether the job has to be running unless partitions are added.
  private boolean wanted;

  /// Whether they are.
  private volatile boolean waits;

  /// What held when the job began: how many partitions its parts were made for.
  private volatile @Nullable Layout begun;

  /// Has the job be as the layout says; for the one thread that tells it.
  private @Nullable Thread adapts;

  /// What was said last of a job that does not begin.
  private @Nullable String told;

  public FanoutStreams(
      KafkaSettings kafka,
      StreamsSettings settings,
      Acknowledgements acknowledgements,
      Gate gate,
      Wiring wiring,
      MeterRegistry meters) {
    this.kafka = kafka;
    this.settings = settings;
    this.acknowledgements = acknowledgements;
    this.gate = gate;
    this.wiring = wiring;
    this.meters = new StreamsMeters(meters);
    this.failures = new ThreadFailures(settings.threads(), System::nanoTime);
    this.layouts = new LayoutWatch(kafka, this::follow);
  }

  /// Begins, or waits for partitions that are being added, or for a Kafka that does not tell yet.
  ///
  /// @throws IllegalStateException if topics are missing or do not fit
  @Override
  public void start() throws InterruptedException {
    layouts.start();
    Layout layout = layouts.now();
    synchronized (this) {
      wanted = true;
      if (layout == null) {
        log.warn(
            "the job begins when Kafka shows what is in {}, which feed-fanout must be allowed to read",
            Topics.LAYOUT);
        return;
      }
      boolean moving = layout.isMoving();
      waits = moving;
      if (moving) {
        log.info("partitions are being added: the job begins when they are there");
      } else {
        begin(layout);
      }
    }
  }

  /// Told once a second how topics are laid out. The thread that tells it has to go on asking, as
  /// what it knows holds for some seconds only: to end a job, or to begin one, may take longer.
  private void follow(Layout layout) {
    waits = layout.isMoving();
    boolean fits = streams == null ? waits : !waits && layout.inForce().equals(begun);
    if (!fits && !(adapts != null && adapts.isAlive())) {
      adapts = Thread.ofPlatform().daemon().name("job").start(() -> adapt(layout));
    }
  }

  private synchronized void adapt(Layout layout) {
    if (!wanted) {
      return;
    }
    boolean moving = layout.isMoving();
    if (streams != null && (moving || !layout.inForce().equals(begun))) {
      // Partitions of a job that runs cannot be added, and who slept meanwhile has missed that.
      log.info("partitions are added: the job ends, and begins again when they are there");
      end();
    }
    if (streams == null && !moving) {
      beginAgain(layout);
    }
  }

  private void beginAgain(Layout layout) {
    try {
      begin(layout);
      told = null;
    } catch (RuntimeException e) {
      if (!e.toString().equals(told)) {
        told = e.toString();
        log.error("the job does not begin again, which is tried on", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tasks are made only where it is certain that the job is of as many partitions as there are:
  /// who slept while some were added comes back to its group, and to tasks, before it has asked.
  private void requireInForce(Layout held) {
    Layout now = layouts.now();
    if (now == null || now.isMoving() || !now.inForce().equals(held)) {
      throw new LayoutChangedException("partitions may have been added meanwhile");
    }
  }

  /// Whether partitions are being added, for which the job stands still.
  public boolean waits() {
    return waits;
  }

  private void begin(Layout layout) throws InterruptedException {
    Layout held = layout.inForce();
    StartOffsets.Partitions partitions;
    try (Admin admin = Admin.create(kafka.client())) {
      partitions =
          new StartOffsets(admin, settings.applicationId())
              .settle(held, () -> requireInForce(held));
    }
    LeftState.forgetIfOutdated(
        Path.of(settings.stateDirectory(), settings.applicationId()),
        partitions.plan(),
        Instant.now());
    planPartitions = partitions.plan();
    KafkaStreams started =
        new KafkaStreams(
            FanoutTopology.of(
                wiring.plan(partitions.deliveries(), new Homes(partitions.plan(), held)),
                wiring.deliver(partitions.deliveries()),
                () -> requireInForce(held)),
            properties(),
            new AcknowledgedCommits(acknowledgements));
    started.setUncaughtExceptionHandler(this::failed);
    started.setStateListener(meters);
    started.setGlobalStateRestoreListener(meters);
    gate.control(
        new Gate.Consumption() {
          @Override
          public void pause() {
            log.warn("Redis does not take writes: consumption stops until it does");
            started.pause();
          }

          @Override
          public void resume() {
            log.info("Redis takes writes: consumption goes on");
            started.resume();
          }
        });
    try {
      started.start();
    } catch (RuntimeException e) {
      // It makes tasks of what it finds on the disk. One that did not begin would never be begun.
      var _ = started.close(settings.closePatience());
      throw e;
    }
    begun = held;
    streams = started;
  }

  private StreamThreadExceptionResponse failed(Throwable thrown) {
    failures
        .add(thrown)
        .ifPresentOrElse(
            reason -> log.warn("a stream thread begins anew: {}", reason),
            () -> log.error("a stream thread failed and is replaced", thrown));
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private Properties properties() {
    Map<String, Object> values = new HashMap<>();
    values.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    values.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory());
    values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StateStores.class);
    values.put(StateStores.SETTING, settings.storeMegabytes());
    values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    values.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
    values.put(InternalConfig.INTERNAL_CONSUMER_WRAPPER, SparingConsumer.class);
    // Tasks ask for their commits, when Redis has acknowledged what they read.
    values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Long.MAX_VALUE);
    // What Redis has acknowledged is handed on between two polls.
    values.put(StreamsConfig.POLL_MS_CONFIG, 2);
    // With 0 Streams asks the consumer after each poll how far every partition lags, and with
    // `group.protocol=streams` each of these questions waits for another thread. The order in which
    // a task reads its topics decides nothing here.
    values.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // Bounds what follows after the gate has closed.
    values.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 1_000);
    values.put(
        StreamsConfig.consumerPrefix(SparingConsumer.MOST_BYTES),
        Runtime.getRuntime().maxMemory() / HEAP_PARTS / settings.threads());
    values.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    // With 0 each record is a request of its own, the greatest cost of all to Kafka and the worker.
    values.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
    // A dead letter is a record of the greatest size and its headers: by default the producer would
    // refuse it, and the thread that sent it would fail at the same record for ever.
    values.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        2 * DeadLetter.MAX_BYTES);
    values.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TolerantTimestamps.class);
    // Distances of ids hardly get smaller, and LZ4 clears 128 KB before a batch's first byte.
    values.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
    // What one partition sends is handed over before the next one's: with large portions one stage
    // would wait for the other.
    values.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 1 << 16);
    values.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
    values.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
        IsolationLevel.READ_COMMITTED.toString());
    values.putAll(settings.properties());
    Properties properties = new Properties();
    properties.putAll(kafka.client(values));
    return properties;
  }

  /// What failed a short while ago, or null.
  public @Nullable Throwable failure() {
    return failures.recent();
  }

  /// `NOT_STARTED` or the state of Kafka Streams.
  public String state() {
    KafkaStreams running = streams;
    return running == null ? "NOT_STARTED" : running.state().name();
  }

  public boolean running() {
    KafkaStreams running = streams;
    return running != null && running.state() == KafkaStreams.State.RUNNING;
  }

  /// Records that wait in Kafka, summed over the partitions this worker reads.
  public double lag() {
    return lags().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// Has the meters show which partitions are read now and how far each is behind.
  void look() {
    meters.look(lags());
  }

  /// Consumers tell of each partition twice, once with underscores for the dots of its topic
  /// (KIP-1109); no topic of ours has an underscore.
  private Map<TopicPartition, Double> lags() {
    KafkaStreams running = streams;
    Map<TopicPartition, Double> lags = new HashMap<>();
    if (running != null) {
      running.metrics().forEach((name, metric) -> lag(name, metric.metricValue(), lags));
    }
    return lags;
  }

  private static void lag(MetricName name, Object value, Map<TopicPartition, Double> lags) {
    String topic = name.tags().get("topic");
    String partition = name.tags().get("partition");
    if (name.name().equals("records-lag")
        && topic != null
        && partition != null
        && value instanceof Double lag
        && !lag.isNaN()
        && READ.contains(topic.replace('_', '.'))) {
      lags.put(
          new TopicPartition(topic.replace('_', '.'), Integer.parseInt(partition)),
          Math.max(0, lag));
    }
  }

  @Override
  public int partitions() {
    return planPartitions;
  }

  /// Those of active tasks; a standby may be behind, and show what is deleted.
  @Override
  public List<Integer> owned() {
    KafkaStreams running = streams;
    if (running == null) {
      return List.of();
    }
    return running.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(Topics.POSTS))
        .map(TopicPartition::partition)
        .sorted()
        .toList();
  }

  @Override
  public Optional<ReadOnlyKeyValueStore<Bytes, byte[]>> store(int partition) {
    KafkaStreams running = streams;
    if (running == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          running.store(
              StoreQueryParameters.fromNameAndType(
                      StoredBodies.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                  .withPartition(partition)));
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stop() {
    synchronized (this) {
      wanted = false;
      end();
    }
    layouts.close();
  }

  private synchronized void end() {
    KafkaStreams running = streams;
    streams = null;
    if (running != null) {
      // A paused job would not come to its end.
      running.resume();
      boolean closed =
          running.close(
              CloseOptions.groupMembershipOperation(
                      CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                  .withTimeout(settings.closePatience().plusSeconds(4)));
      if (!closed) {
        log.warn("the job did not end in time; what is not committed is processed again");
      }
    }
  }
}
