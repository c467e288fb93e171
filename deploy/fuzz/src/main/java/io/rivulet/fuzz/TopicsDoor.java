package io.rivulet.fuzz;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Puts odd records into the topics that the fan-out and the index read: noise, and real records
/// with some bytes changed. The fan-out must come to the end of each, and what is published then
/// must be delivered and found.
final class TopicsDoor {
  private static final String GROUP = "feed-fanout";
  private static final List<String> TOPICS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACTS, Topics.ACCOUNTS, Topics.DELIVERIES);
  private static final int BATCH = 60;

  /// As much as a record of these topics may have.
  private static final int LARGEST = 1_048_300;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Log log;
  private final People people;
  private final Findings findings;
  private final Letters letters;
  private final Map<String, List<byte[]>> samples = new HashMap<>();

  TopicsDoor(Log log, People people, Findings findings) {
    this.log = log;
    this.people = people;
    this.findings = findings;
    this.letters = new Letters(log);
    for (String topic : TOPICS) {
      Map<TopicPartition, Long> beginning = new HashMap<>();
      log.partitions(topic).forEach(partition -> beginning.put(partition, 0L));
      samples.put(
          topic,
          log.read(beginning).stream()
              .filter(record -> record.value() != null)
              .map(record -> record.value())
              .limit(500)
              .toList());
    }
  }

  void run(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      batch();
    } while (System.nanoTime() < end && findings.outcome().faults().isEmpty());
  }

  private void batch() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long first = findings.next();
    Random random = new Random(findings.seed(first));
    for (String topic : TOPICS) {
      int partitions = log.partitions(topic).size();
      for (int i = 0; i < BATCH; i++) {
        var _ = findings.next();
        records.add(record(topic, random, partitions));
      }
    }
    List<Log.Sent> sent = log.send(records, records.stream().map(_ -> false).toList());
    String behind = log.awaitGroup(GROUP, TOPICS, PATIENCE);
    if (!behind.isEmpty()) {
      findings.add(first, new Fault("stuck", behind), reproduction(sent, behind));
      return;
    }
    letters.read(log);
    sent.forEach(one -> judge(one, first));
    requireDelivery(first);
  }

  private ProducerRecord<byte[], byte[]> record(String topic, Random random, int partitions) {
    byte[] key =
        switch (random.nextInt(4)) {
          case 0 -> null;
          case 1 -> new Mutation(random).noise(random.nextInt(12));
          default -> people.value("other").getBytes(StandardCharsets.US_ASCII);
        };
    if (key == null && topic.equals(Topics.ACCOUNTS)) {
      key = new byte[0]; // a compacted topic takes none without
    }
    List<byte[]> known = samples.getOrDefault(topic, List.of());
    byte[] value =
        switch (random.nextInt(6)) {
          case 0 ->
              random.nextInt(20) == 0
                  ? new Mutation(random).noise(LARGEST)
                  : random.nextInt(4) == 0 ? null : new byte[0];
          case 1 -> new Mutation(random).noise(random.nextInt(200));
          default -> new Mutation(random).of(known);
        };
    // What lies in another partition than its key's is passed over, so most lie where they belong.
    Integer partition = random.nextInt(3) == 0 ? random.nextInt(partitions) : null;
    return new ProducerRecord<>(topic, partition, key, value);
  }

  private void judge(Log.Sent sent, long number) {
    DeadLetter letter = letters.about(sent);
    if (letter == null) {
      if (Topics.isFiller(sent.key(), sent.value())) {
        findings.count("filler");
        return;
      }
      findings.count("used");
      boolean empty = sent.value() == null || sent.value().length == 0;
      if (empty && findings.isNew("lost " + sent.partition().topic())) {
        findings.add(number, new Fault("lost", "no dead letter"), reproduction(sent));
      }
      return;
    }
    findings.count("dead letter");
    Fault fault = Letters.fault(letter, sent);
    if (fault != null && findings.isNew(fault.kind())) {
      findings.add(number, fault, reproduction(sent));
    }
  }

  private void requireDelivery(long number) {
    people.begin();
    String post = people.publish("After " + number);
    if (!Log.await(PATIENCE, () -> people.delivered(post))) {
      findings.add(number, new Fault("not delivered", post), "seed and case");
    }
    if (!Log.await(PATIENCE, () -> people.found("After " + number, post))) {
      findings.add(number, new Fault("not found by the index", post), "seed and case");
    }
  }

  private static String reproduction(List<Log.Sent> sent, String behind) {
    return sent.stream()
        .filter(one -> behind.startsWith("%s stands at ".formatted(one.partition())))
        .map(one -> one.offset() + "=" + reproduction(one))
        .reduce(behind, (a, b) -> a + " " + b);
  }

  private static String reproduction(Log.Sent sent) {
    return sent.partition().topic()
        + ":"
        + (sent.value() == null
            ? "null"
            : Base64.getUrlEncoder().withoutPadding().encodeToString(sent.value()));
  }
}
