package io.rivulet.reader.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Partitions are added wherever an index stands, while it runs or is down, with crashes in
/// between: it comes to hold what one holds that is built from the beginning over all of them, and
/// what one holds that had read everything before. `-Dfeed.seed=N -Dfeed.histories=1` repeats one.
final class RepartitionTest {
  private static final int HISTORIES = Integer.getInteger("feed.histories", 20);
  private static final int STEPS = 150;

  @TempDir Path folder;

  @Test
  void anIndexGoesOnOverAddedPartitionsWhereverItStands() throws IOException {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    for (int i = 0; i < HISTORIES; i++) {
      long own = seed + i;
      System.out.println("RepartitionTest: -Dfeed.seed=" + own + " -Dfeed.histories=1");
      new History(own, folder.resolve(Long.toString(own))).run();
    }
  }

  private static final class History {
    private final Random random;
    private final Topic topic = new Topic(2);
    private final RandomEvents events;
    private final Path folder;
    private final IndexFixture somewhere;
    private final IndexFixture before;

    History(long seed, Path folder) {
      random = new Random(seed);
      events = new RandomEvents(random);
      this.folder = folder;
      somewhere = new IndexFixture(folder.resolve("somewhere"), topic);
      before = new IndexFixture(folder.resolve("before"), topic);
    }

    void run() throws IOException {
      try (somewhere;
          before) {
        happen();
        for (int partitions = 4; partitions <= 8; partitions *= 2) {
          var _ = before.catchUp();
          readSomewhere();
          topic.widen(partitions);
          assertThat(before.widen()).isTrue();
          widen();
          happen();
          same();
        }
      }
    }

    private void happen() {
      for (int step = 0; step < STEPS; step++) {
        events.next().forEach(topic::add);
      }
    }

    /// To another place in each partition: not at all, up to the middle, or to the end.
    private void readSomewhere() throws IOException {
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
        ends.put(partition(record), record.offset() + 1);
      }
      Map<TopicPartition, Long> stops = new HashMap<>();
      ends.forEach(
          (partition, end) ->
              stops.put(
                  partition,
                  switch (random.nextInt(3)) {
                    case 0 -> 0L;
                    case 1 -> random.nextLong(end + 1);
                    default -> end;
                  }));
      int committed = random.nextInt(topic.records().size());
      int read = 0;
      for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
        long stop = stops.getOrDefault(partition(record), 0L);
        if (record.offset() >= somewhere.next(partition(record)) && record.offset() < stop) {
          var _ = somewhere.take(record);
        }
        if (read++ == committed) {
          somewhere.commit();
        }
      }
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
      return new TopicPartition(record.topic(), record.partition());
    }

    private void widen() {
      if (random.nextBoolean()) {
        // Down while partitions are added, and what was not committed is lost.
        somewhere.restart();
      } else {
        assertThat(somewhere.widen()).isTrue();
        if (random.nextBoolean()) {
          somewhere.restart();
        }
      }
    }

    private void same() {
      try (IndexFixture beginning =
          new IndexFixture(folder.resolve("beginning" + random.nextLong()), topic)) {
        var _ = beginning.catchUp();
        var _ = before.catchUp();
        Map<String, String> expected = beginning.content();
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(before.content()).as("had read everything before").isEqualTo(expected);
        // The other index is not asked in the last round only: it goes on from where it stands.
        if (random.nextInt(3) > 0 || topic.spread().partitions().containsValue(8)) {
          var _ = somewhere.catchUp();
          assertThat(somewhere.content()).as("stood somewhere").isEqualTo(expected);
        }
      }
    }
  }
}
