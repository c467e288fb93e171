package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.Standstill;
import io.rivulet.timeline.PlannedMark;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Partitions are added to a system with a worker of its own, on a real Kafka and a real Redis.
class RepartitionIT {
  private static final String APPLICATION = Installation.APPLICATION;
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path folder;

  private final long seed = Long.getLong("feed.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int sigkills;

  /// How long after a line a process goes on at most, before it is killed.
  private static final Duration MOST_UNDER_WAY = Duration.ofMillis(300);

  /// So few that topics are read several times to be compared.
  private static final int KEYS_AT_A_TIME = 1_024;

  static RepartitionSettings to(int partitions) {
    return new RepartitionSettings(
        APPLICATION, partitions, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
  }

  /// What ends a run, as a kill would.
  private static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whateverMovesIsAtHomeAtItsOffsetHoweverOftenTheRunIsKilled() {
    System.out.println("seed " + seed + " (-Dfeed.seed)");
    try (Installation installation = new Installation(folder, 2)) {
      installation.startWorker();
      RandomHistory history = new RandomHistory(installation, random);
      history.go(1_500);
      // It takes ten seconds until Kafka sees that a process was killed.
      for (Attempts attempts :
          List.of(
              new Attempts(this::here, false, 6, 30), new Attempts(this::asProcess, true, 4, 14))) {
        installation.settle();
        history.check();
        change(installation, 2 * installation.partitions(), attempts);
        installation.startWorker();
        history.go(500);
        installation.settle();
        history.check();
      }
    }
    assertThat(sigkills).isPositive();
  }

  /// A run of the command, which may be killed.
  private interface Attempt {
    /// @param killed whether it is to be
    void run(Installation installation, int partitions, Stopping lines, boolean killed);
  }

  /// Runs of which some are killed.
  ///
  /// @param inWork whether they are killed at their work only
  /// @param kills how many
  /// @param lines each is, before it has told so many
  private record Attempts(Attempt attempt, boolean inWork, int kills, int lines) {}

  private void change(Installation installation, int partitions, Attempts attempts) {
    @Nullable Before before = null;
    boolean done = false;
    for (int kills = attempts.kills(); !done; kills--) {
      Stopping lines =
          new Stopping(
              installation,
              attempts.inWork(),
              kills > 0 ? random.nextInt(attempts.lines()) : NEVER);
      try {
        attempts.attempt().run(installation, partitions, lines, kills > 0);
        done = true;
      } catch (KilledException e) {
        System.out.println("killed");
        // Perhaps when all was done but the last word.
        Layout now = layout(installation);
        done = now.isSettled() && now.partitions() == partitions;
      }
      before = before == null ? lines.before : before;
    }
    int from = installation.partitions();
    installation.partitions(partitions);
    Objects.requireNonNull(before).check(installation, from);
  }

  /// Ends by an exception, at any portion.
  private void here(Installation installation, int partitions, Stopping lines, boolean killed) {
    AtomicInteger portions = new AtomicInteger(killed ? random.nextInt(60) : -1);
    Watcher killer =
        (_, _, _) -> {
          if (portions.getAndDecrement() == 0) {
            throw new KilledException();
          }
        };
    try (Repartition run =
        new Repartition(
            installation.kafka(),
            to(partitions),
            installation.redis(),
            lines,
            new Repartition.Trial(killer, KEYS_AT_A_TIME))) {
      var _ = run.run();
    }
  }

  /// Ends by SIGKILL, a moment after it has told of a piece of its work, in the midst of the next.
  private void asProcess(
      Installation installation, int partitions, Stopping lines, boolean killed) {
    try (OwnProcess process = OwnProcess.repartition(installation, partitions)) {
      lines.toldBy(process.handle());
      process.lines().forEach(lines);
      assertThat(process.exitCode()).isZero();
    } catch (KilledException e) {
      sigkills++;
      throw e;
    }
  }

  /// What tells that something was done to partitions.
  private static final Pattern WORK =
      Pattern.compile("(copying|filling|comparing|taking|group|CLEARING|\\d+ marks).*");

  /// Ends the worker when it has to stand still, as it would by itself.
  private final class Stopping implements Consumer<String> {
    private final Thread thread = Thread.currentThread();
    private final Installation installation;
    private final boolean onlyWork;
    private long lines;
    private @Nullable Before before;
    private @Nullable ProcessHandle teller;

    /// @param onlyWork whether only lines count that tell of work
    /// @param lines after which it is killed
    Stopping(Installation installation, boolean onlyWork, long lines) {
      this.installation = installation;
      this.onlyWork = onlyWork;
      this.lines = lines;
    }

    /// Who tells the lines, where that is not the thread that takes them: held up meanwhile.
    void toldBy(ProcessHandle process) {
      teller = process;
    }

    @Override
    public void accept(String line) {
      System.out.println(line);
      if (thread == Thread.currentThread()) {
        if (line.equals("COPYING")) {
          if (teller != null) {
            Standstill.begin(teller);
          }
          installation.stopWorker();
          before = new Before(installation);
          if (teller != null) {
            Standstill.end(teller);
          }
        }
        if ((!onlyWork || WORK.matcher(line).matches()) && lines-- == 0) {
          if (onlyWork) {
            LockSupport.parkNanos(random.nextLong(MOST_UNDER_WAY.toNanos()));
          }
          throw new KilledException();
        }
      }
    }
  }

  /// What there was when the worker had ended.
  private static final class Before {
    private final Map<TopicPartition, Long> ends;
    private final List<ConsumerRecord<byte[], byte[]>> truth;
    private final Map<TopicPartition, Map<Bytes, Bytes>> state;

    Before(Installation installation) {
      ends = installation.cluster().ends(Spread.all(Spread.inputs(), 0, installation.partitions()));
      truth = atHome(installation);
      state = installation.state();
    }

    private static List<ConsumerRecord<byte[], byte[]>> atHome(Installation installation) {
      return installation.read(Spread.TRUTH).stream()
          .filter(
              record ->
                  !Topics.isElsewhere(
                      record.key(), record.value(), record.partition(), installation.partitions()))
          .toList();
    }

    void check(Installation after, int from) {
      int partitions = after.partitions();
      assertThat(places(atHome(after), partitions))
          .as("all of the truth, once")
          .isEqualTo(places(truth, partitions));
      checkState(after.state(), from, partitions);
      checkPlaces(after, from);
      checkMarks(after, from);
      try (LayoutTopic layout = new LayoutTopic(after.kafka(), Duration.ofSeconds(10))) {
        Layout now = layout.read();
        assertThat(now.isSettled()).isTrue();
        assertThat(now.partitions()).isEqualTo(partitions);
        assertThat(now.from()).isEqualTo(from);
        for (int partition = 0; partition < partitions; partition++) {
          long end = end(Topics.POSTS, partition % from);
          assertThat(now.hasMoved(Topics.POSTS, partition, end)).isFalse();
          assertThat(now.hasMoved(Topics.POSTS, partition, end - 1)).isTrue();
        }
      }
    }

    private long end(String topic, int partition) {
      return Objects.requireNonNull(ends.get(new TopicPartition(topic, partition)));
    }

    /// Each record with where it lies, or has to; of accounts only the newest, since older ones may
    /// be compacted away meanwhile.
    private static Map<String, String> places(
        List<ConsumerRecord<byte[], byte[]>> records, int partitions) {
      Map<String, String> places = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        long id = Long.parseLong(new String(record.key(), StandardCharsets.US_ASCII));
        String place =
            "%s-%d@%d".formatted(record.topic(), Topics.partition(id, partitions), record.offset());
        String what = "%d %x %d".formatted(id, Fingerprint.of(record), record.timestamp());
        if (record.topic().equals(Topics.ACCOUNTS)) {
          places.put("account " + id, place + " " + what);
        } else {
          assertThat(places.put(place, what)).as("twice: " + place).isNull();
        }
      }
      return places;
    }

    private void checkState(
        Map<TopicPartition, Map<Bytes, Bytes>> after, int from, int partitions) {
      for (String store : StoreHomes.STORES) {
        String changelog = StoreHomes.changelog(APPLICATION, store);
        Map<TopicPartition, Map<Bytes, Bytes>> wanted = new HashMap<>();
        for (int origin = 0; origin < from; origin++) {
          for (int partition = origin; partition < partitions; partition += from) {
            Map<Bytes, Bytes> own = new HashMap<>();
            int home = partition;
            state
                .getOrDefault(new TopicPartition(changelog, origin), Map.of())
                .forEach(
                    (key, value) -> {
                      OptionalInt of = StoreHomes.of(store, key.get(), value.get(), partitions);
                      if (of.isEmpty() || of.getAsInt() == home) {
                        own.put(key, value);
                      }
                    });
            wanted.put(new TopicPartition(changelog, partition), own);
          }
        }
        assertThat(wanted.values().stream().mapToInt(Map::size).sum()).as(store).isPositive();
        wanted.forEach(
            (partition, own) ->
                assertThat(after.getOrDefault(partition, Map.of()))
                    .as(partition.toString())
                    .isEqualTo(own));
      }
    }

    private void checkPlaces(Installation after, int from) {
      Map<TopicPartition, Long> committed = after.cluster().committed(APPLICATION);
      List<TopicPartition> all = Spread.all(Spread.inputs(), 0, after.partitions());
      Map<TopicPartition, Long> endsNow = after.cluster().ends(all);
      Map<TopicPartition, Long> beginnings = after.cluster().beginnings(all);
      for (TopicPartition partition : all) {
        long end = end(partition.topic(), partition.partition() % from);
        assertThat(endsNow).containsEntry(partition, end);
        assertThat(committed).containsEntry(partition, end);
        if (partition.topic().equals(Topics.DELIVERIES) && partition.partition() >= from) {
          assertThat(beginnings).containsEntry(partition, end);
        }
      }
    }

    private static void checkMarks(Installation after, int from) {
      var redis = after.redis();
      List<PlannedMark> marks =
          redis.await(PlannedMark.look(redis.commands(), 0, 0, after.partitions()));
      for (int partition = 0; partition < after.partitions(); partition++) {
        assertThat(marks.get(partition).complete()).isTrue();
        assertThat(marks.get(partition)).isEqualTo(marks.get(partition % from));
      }
    }
  }

  @Test
  void nothingIsBegunThatCannotBeDone() {
    try (Installation installation = new Installation(folder, 2)) {
      List<String> lines = new ArrayList<>();
      assertThatThrownBy(() -> survey(installation, 4, lines))
          .hasMessageContaining("--application-id");
      installation.provideState();
      assertThatThrownBy(() -> survey(installation, 3, lines)).hasMessageContaining("multiple");
      assertThatThrownBy(() -> survey(installation, 2, lines)).hasMessageContaining("already");
      assertThatThrownBy(() -> survey(installation, 1, lines)).hasMessageContaining("multiple");
      survey(installation, 4, lines);
      assertThat(lines).anyMatch(line -> line.startsWith("from 2 to 4 partitions"));

      String changelog = StoreHomes.changelog(APPLICATION, "followers");
      installation.setTime(changelog, "LogAppendTime");
      assertThatThrownBy(() -> survey(installation, 4, lines))
          .hasMessageStartingWith(changelog + " has message.timestamp.type=LogAppendTime");
      installation.setTime(changelog, "CreateTime");

      byte[] unknown = ByteBuffer.allocate(9).put((byte) 'Z').putLong(5).array();
      installation.write(StoreHomes.changelog(APPLICATION, "authors"), 1, unknown, new byte[8]);
      assertThatThrownBy(() -> survey(installation, 4, lines)).hasMessageContaining("'Z'");
      assertThatThrownBy(() -> run(installation, 4, lines)).hasMessageContaining("'Z'");
      assertThat(layout(installation)).isEqualTo(Layout.AS_CREATED);
    }
  }

  @Test
  void untilPartitionsAreAddedItCanBeTakenBack() {
    try (Installation installation = new Installation(folder, 2)) {
      installation.provideState();
      List<String> lines = new ArrayList<>();
      assertThatThrownBy(() -> cancel(installation, lines)).hasMessageContaining("nothing");
      Watcher noWatcher = (_, _, _) -> {};
      try (Repartition run =
          new Repartition(
              installation.kafka(),
              to(4),
              null,
              line -> {
                if (line.equals("DRAINING")) {
                  throw new KilledException();
                }
              },
              new Repartition.Trial(noWatcher, KEYS_AT_A_TIME))) {
        assertThatThrownBy(run::run).isInstanceOf(KilledException.class);
      }
      assertThat(layout(installation).step()).isEqualTo(Layout.Step.DRAINING);
      assertThatThrownBy(() -> run(installation, 8, lines))
          .hasMessageContaining("--partitions 4")
          .hasMessageContaining("--cancel");
      cancel(installation, lines);
      assertThat(layout(installation)).isEqualTo(Layout.AS_CREATED);

      run(installation, 4, lines);
      Layout settled = layout(installation);
      assertThat(settled.partitions()).isEqualTo(4);
      LayoutTopic.write(installation.kafka(), settled.draining(4, 8, APPLICATION));
      cancel(installation, lines);
      assertThat(layout(installation)).isEqualTo(settled);
      assertThatThrownBy(() -> run(installation, 4, lines)).hasMessageContaining("already");
    }
  }

  private static Repartition repartition(
      Installation installation, int partitions, List<String> lines) {
    return new Repartition(installation.kafka(), to(partitions), null, lines::add);
  }

  private static void survey(Installation installation, int partitions, List<String> lines) {
    try (Repartition repartition = repartition(installation, partitions, lines)) {
      repartition.survey();
    }
  }

  private static void run(Installation installation, int partitions, List<String> lines) {
    try (Repartition repartition = repartition(installation, partitions, lines)) {
      var _ = repartition.run();
    }
  }

  private static void cancel(Installation installation, List<String> lines) {
    try (Repartition repartition = repartition(installation, 1, lines)) {
      repartition.cancel();
    }
  }

  private static Layout layout(Installation installation) {
    try (LayoutTopic topic = new LayoutTopic(installation.kafka(), Duration.ofSeconds(10))) {
      return topic.read();
    }
  }

  @Test
  void aMarkThatIsMissingIsMissingForWhatComesOfIt() {
    try (Installation installation = new Installation(folder, 2)) {
      installation.provideState();
      var redis = installation.redis();
      redis.await(
          redis.commands().set(Keyspace.planned(0, 1), new byte[] {0, 0, 0, 0, 0, 0, 0, 5}));
      try (Repartition run = new Repartition(installation.kafka(), to(6), redis, _ -> {})) {
        var _ = run.run();
      }
      List<PlannedMark> marks = redis.await(PlannedMark.look(redis.commands(), 0, 0, 6));
      assertThat(marks.stream().map(PlannedMark::number)).containsExactly(0L, 5L, 0L, 5L, 0L, 5L);
    }
  }
}
