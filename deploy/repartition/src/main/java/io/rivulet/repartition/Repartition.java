package io.rivulet.repartition;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.redis.Redis;
import io.rivulet.redis.UnavailableException;
import io.rivulet.timeline.PlannedMark;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Layout.Step;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Adds partitions to a system that runs.
///
/// | step of the [Layout] | what is done | what a run does that finds it |
/// |---|---|---|
/// | `SETTLED` | all state is read, lest something is found later | begins |
/// | `DRAINING` | nobody publishes; what was published is planned and delivered | waits again |
/// | `COPYING` | no worker is at work; partitions are added, filled and compared | goes on at their ends |
/// | `CLEARING` | what moved is taken out of the state it was in | does it once more |
///
/// Until partitions are added all can be taken back, by [#cancel]. For one thread.
public final class Repartition implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaSettings kafka;
  private final RepartitionSettings settings;
  private final @Nullable Redis redis;
  private final Consumer<String> lines;
  private final Cluster cluster;
  private final Progress progress;
  private final Watcher interruption;
  private final int keysAtATime;

  /// @param redis null if its workers shall write again what the new partitions have there
  /// @param lines takes what is to be told
  public Repartition(
      KafkaSettings kafka,
      RepartitionSettings settings,
      @Nullable Redis redis,
      Consumer<String> lines) {
    this(kafka, settings, redis, lines, new Trial((_, _, _) -> {}, Comparison.MOST_KEYS));
  }

  /// What only a test sets.
  ///
  /// @param interruption is told of each portion, and may throw
  /// @param keysAtATime see [Comparison]
  record Trial(Watcher interruption, int keysAtATime) {}

  Repartition(
      KafkaSettings kafka,
      RepartitionSettings settings,
      @Nullable Redis redis,
      Consumer<String> lines,
      Trial trial) {
    this.kafka = kafka;
    this.settings = settings;
    this.redis = redis;
    this.lines = lines;
    this.cluster = new Cluster(kafka);
    this.progress = new Progress(lines);
    this.interruption = trial.interruption();
    this.keysAtATime = trial.keysAtATime();
  }

  /// Says what there is to do, and changes nothing.
  ///
  /// @throws RepartitionException if it cannot be done
  public void survey() {
    Layout layout = read();
    if (!layout.isSettled()) {
      throw new RepartitionException(
          "a change from %d to %d partitions is under way: %s"
              .formatted(layout.from(), layout.partitions(), layout.step()));
    }
    tell(begun(layout));
  }

  /// Does what is to be done, or what is left of it.
  ///
  /// @return how long each piece of it took
  /// @throws RepartitionException if that is not possible, with what to do
  public List<Finished> run() {
    provideLayoutTopic();
    try (SoleRun sole = SoleRun.begin(kafka, lines)) {
      Layout layout = read();
      boolean resumed = !layout.isSettled();
      if (layout.isSettled()) {
        layout = begin(layout);
      } else {
        requireSame(layout);
      }
      new Change(numbers(layout), sole, resumed).run(layout);
      return progress.report();
    }
  }

  /// Takes back what has been begun, if nothing was added yet.
  ///
  /// @throws RepartitionException if it is too late, or nothing was begun
  public void cancel() {
    provideLayoutTopic();
    try (SoleRun _ = SoleRun.begin(kafka, lines)) {
      Layout layout = read();
      if (layout.isSettled()) {
        throw new RepartitionException("nothing is under way");
      }
      Spread spread = Spread.read(cluster, settings.applicationId());
      if (layout.step() != Step.DRAINING && spread.above(layout.from())) {
        throw new RepartitionException(
            "partitions were added already: go on with --partitions " + layout.partitions());
      }
      write(before(layout));
      lines.accept("cancelled: there are %d partitions as before".formatted(layout.from()));
    }
  }

  /// What is taken back to.
  private static Layout before(Layout layout) {
    return Objects.requireNonNull(layout.before(), "only a layout that can be taken back");
  }

  private Layout read() {
    try (LayoutTopic topic = new LayoutTopic(kafka, PATIENCE)) {
      return topic.read();
    }
  }

  private void write(Layout layout) {
    LayoutTopic.write(kafka, layout);
    lines.accept(layout.step().name());
  }

  /// Installations that are older than the topic lack it.
  private void provideLayoutTopic() {
    if (Objects.requireNonNull(cluster.partitions(List.of(Topics.LAYOUT)).get(Topics.LAYOUT)) > 0) {
      return;
    }
    int replication = cluster.replication(Topics.POSTS);
    try (Admin admin = Admin.create(kafka.client())) {
      var _ =
          new TopicProvisioner(admin, PATIENCE)
              .provision(
                  Topics.spec(1, replication).stream()
                      .filter(topic -> topic.name().equals(Topics.LAYOUT))
                      .toList());
    }
  }

  private static PartitionNumbers numbers(Layout layout) {
    return new PartitionNumbers(layout.from(), layout.partitions());
  }

  private void requireSame(Layout layout) {
    String application = layout.application();
    if (application != null && !application.equals(settings.applicationId())) {
      throw new RepartitionException(
          "a change is under way of the job %s: go on with --application-id %s"
              .formatted(application, application));
    }
    if (layout.partitions() != settings.partitions()) {
      throw new RepartitionException(
          "a change from %d to %d partitions is under way: go on with --partitions %d%s"
              .formatted(
                  layout.from(),
                  layout.partitions(),
                  layout.partitions(),
                  layout.step() == Step.DRAINING ? ", or end it with --cancel" : ""));
    }
  }

  /// From and to how many, of a system in which nothing is under way.
  private PartitionNumbers begun(Layout layout) {
    int there = Spread.read(cluster, settings.applicationId()).same();
    if (layout.partitions() != 0 && layout.partitions() != there) {
      throw new RepartitionException(
          "%s says that there are %d partitions, and there are %d: somebody added some by other means"
              .formatted(Topics.LAYOUT, layout.partitions(), there));
    }
    if (there == settings.partitions()) {
      throw new RepartitionException("there are %d partitions already".formatted(there));
    }
    PartitionNumbers numbers = new PartitionNumbers(there, settings.partitions());
    if (cluster.committed(settings.applicationId()).isEmpty()) {
      throw new RepartitionException(
          "no group %s has ever read: name the streams.applicationId of feed-fanout by --application-id"
              .formatted(settings.applicationId()));
    }
    requireCreateTime();
    return numbers;
  }

  private void requireCreateTime() {
    List<String> copied = new ArrayList<>(Spread.TRUTH);
    copied.addAll(Spread.changelogs(settings.applicationId()));
    for (String topic : copied) {
      if (cluster.hasBrokersTime(topic)) {
        throw new RepartitionException(
            "%s has message.timestamp.type=LogAppendTime, so a copy would not be what it was: set it to CreateTime first"
                .formatted(topic));
      }
    }
  }

  private Layout begin(Layout settled) {
    PartitionNumbers numbers = begun(settled);
    tell(numbers);
    Layout layout = settled.draining(numbers.from(), numbers.to(), settings.applicationId());
    write(layout);
    return layout;
  }

  /// What there is to do, and what has to be done before: so long nobody can publish.
  private void tell(PartitionNumbers numbers) {
    survey(numbers).lines().forEach(lines);
    Map<TopicPartition, Long> ends = cluster.ends(Spread.all(Spread.inputs(), 0, numbers.from()));
    long behind =
        Drain.behind(ends, cluster.committed(settings.applicationId())).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    lines.accept(
        "%,d records are not planned or delivered yet, by %d workers' threads: nobody can publish until they are"
            .formatted(behind, cluster.members(settings.applicationId()).size()));
  }

  private Survey survey(PartitionNumbers numbers) {
    Survey survey = new Survey(kafka, cluster, settings.applicationId(), numbers);
    try (Crew crew = new Crew()) {
      progress.during(
          "looking at the state of feed-fanout",
          survey.offsets(),
          () -> survey.read(crew, progress));
    }
    return survey;
  }

  @Override
  public void close() {
    progress.close();
    cluster.close();
  }

  /// A change under way.
  private final class Change implements Watcher {
    private final PartitionNumbers numbers;
    private final SoleRun sole;
    private final boolean resumed;
    private final Drain drain;
    private final long began = System.nanoTime();

    /// Since when nobody begins who asks how topics are laid out.
    private long moving = began;

    Change(PartitionNumbers numbers, SoleRun sole, boolean resumed) {
      this.numbers = numbers;
      this.sole = sole;
      this.resumed = resumed;
      this.drain = new Drain(cluster, settings, numbers.from(), lines);
    }

    @Override
    public void passed(long offsets, long moved, long bytes) {
      sole.check();
      progress.passed(offsets, moved, bytes);
      interruption.passed(offsets, moved, bytes);
    }

    void run(Layout found) {
      Layout layout = found;
      while (layout.step() == Step.DRAINING
          || (layout.step() == Step.COPYING && !standsStill(layout))) {
        layout = drained(layout);
      }
      drain.awaitNoMembers();
      if (layout.step() == Step.COPYING) {
        copy(Drain.byPartition(layout.ends()));
        layout = next(layout.clearing());
      }
      clear();
      var _ = next(layout.settled());
      lines.accept(
          "there are %d partitions, after %d s; set that in the values of the chart and of the autoscaler"
              .formatted(numbers.to(), Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private Layout next(Layout next) {
      sole.check();
      write(next);
      return next;
    }

    private Layout drained(Layout layout) {
      Layout draining = layout;
      if (layout.step() != Step.DRAINING) {
        lines.accept("something came after all: once more");
        draining =
            next(
                before(layout)
                    .draining(layout.from(), layout.partitions(), settings.applicationId()));
      }
      Map<TopicPartition, Long> ends = drain.await();
      sole.check();
      Layout copying = next(draining.copying(Drain.byTopic(ends, numbers.from())));
      moving = System.nanoTime();
      return copying;
    }

    /// Whether nothing has come since it was written where all ends. With the first partition that
    /// is added there is no way back.
    private boolean standsStill(Layout layout) {
      if (Spread.read(cluster, settings.applicationId()).above(numbers.from())) {
        return true;
      }
      // Also of those who asked just before, and are not members yet.
      drain.awaitNoMembers();
      drain.awaitLease(moving);
      drain.awaitNoMembers();
      return drain.holds(Drain.byPartition(layout.ends()));
    }

    private void copy(Map<TopicPartition, Long> ends) {
      cluster.raise(Spread.inputs(), numbers.to());
      cluster.raise(Spread.changelogs(settings.applicationId()), numbers.to());
      if (resumed) {
        List<String> written = new ArrayList<>(Spread.inputs());
        written.addAll(Spread.changelogs(settings.applicationId()));
        drain.awaitQuiet(Spread.all(written, numbers.from(), numbers.to()));
      }
      warnOfLate(ends);
      try (Crew crew = new Crew()) {
        new Copies(
                new Copies.Tools(kafka, cluster, crew, progress, this),
                settings.applicationId(),
                numbers,
                ends)
            .make(keysAtATime);
      }
      commit(ends);
      copyMarks();
    }

    /// Somebody who did not hear of it. What he wrote is planned if it is where it belongs now.
    private void warnOfLate(Map<TopicPartition, Long> ends) {
      cluster
          .ends(ends.keySet())
          .forEach(
              (partition, end) -> {
                if (end > ends.getOrDefault(partition, 0L)) {
                  lines.accept(
                      "WARNING: %,d records came to %s after nobody might write"
                          .formatted(end - ends.getOrDefault(partition, 0L), partition));
                }
              });
    }

    private void commit(Map<TopicPartition, Long> ends) {
      Map<TopicPartition, Long> places = new HashMap<>();
      for (String topic : Spread.inputs()) {
        for (int added : numbers.added()) {
          places.put(
              new TopicPartition(topic, added),
              ends.getOrDefault(new TopicPartition(topic, numbers.origin(added)), 0L));
        }
      }
      cluster.commit(settings.applicationId(), places);
      lines.accept(
          "group %s is set behind all that was copied".formatted(settings.applicationId()));
    }

    private void copyMarks() {
      if (redis == null) {
        lines.accept(
            "Redis is left out: workers write what is in new partitions again, and what is not found is 503 until then");
        return;
      }
      try {
        long marked = 0;
        for (int anchor : redis.anchors()) {
          marked +=
              redis.await(PlannedMark.copy(redis.commands(), anchor, numbers.from(), numbers.to()));
        }
        lines.accept("%,d marks are copied in Redis".formatted(marked));
      } catch (UnavailableException e) {
        throw new RepartitionException(
            "Redis does not take the marks of new partitions: run this again when it does, or with --without-redis: "
                + e.getMessage(),
            e);
      }
    }

    private void clear() {
      ChangelogCopy copy = new ChangelogCopy(kafka, cluster, this);
      List<Runnable> works = new ArrayList<>();
      for (String store : StoreHomes.STORES) {
        String changelog = StoreHomes.changelog(settings.applicationId(), store);
        for (int partition : numbers.there()) {
          works.add(
              () ->
                  copy.clear(
                      store,
                      new TopicPartition(changelog, partition),
                      numbers.from(),
                      numbers.to()));
        }
      }
      try (Crew crew = new Crew()) {
        progress.during(
            "taking what moved out of the state",
            new Survey(kafka, cluster, settings.applicationId(), numbers).offsets(),
            () -> crew.doAll(works));
      }
    }
  }
}
