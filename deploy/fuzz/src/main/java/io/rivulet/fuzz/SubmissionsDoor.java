package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Sends records to `feed.submissions.v1`, good ones among odd ones. Those that are good must come
/// out in their order; of those that cannot be used each must be a dead letter, untouched and with
/// a reason; and the group must come to the end.
final class SubmissionsDoor {
  private static final String GROUP = "feed-ingest";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BATCH = 400;
  private static final int GOOD_ONE_IN = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SAMPLES =
      List.of(
          "{\"type\":\"post\",\"author\":\"@fuzz_other\",\"text\":\"Hello\",\"visibility\":\"public\"}",
          "{\"type\":\"post\",\"author\":\"@fuzz_other\",\"clientKey\":\"k\",\"text\":\"Hi\",\"media\":"
              + "[{\"kind\":\"image\",\"url\":\"https://example.org/a.jpg\",\"width\":1}],"
              + "\"createdAt\":\"2026-01-01T00:00:00Z\"}",
          "{\"type\":\"boost\",\"author\":\"@fuzz_other\",\"boostOf\":{\"clientKey\":\"k\"}}",
          "{\"type\":\"edit\",\"author\":\"@fuzz_other\",\"post\":{\"clientKey\":\"k\"},\"text\":\"x\"}",
          "{\"type\":\"delete\",\"author\":\"@fuzz_other\",\"post\":{\"id\":\"123\"}}",
          "{\"type\":\"follow\",\"author\":\"@fuzz_other\",\"followee\":\"@fuzz_self\",\"boosts\":true}",
          "{\"type\":\"mute\",\"author\":\"@fuzz_other\",\"target\":\"@fuzz_self\","
              + "\"until\":\"2026-01-01T00:00:00Z\"}",
          "{\"type\":\"account\",\"username\":\"fuzz_third\",\"displayName\":\"F\","
              + "\"fields\":[{\"name\":\"a\",\"value\":\"b\"}]}");

  private final Log log;
  private final People people;
  private final Findings findings;
  private final Letters letters;
  private final String run = Long.toString(System.nanoTime(), 36);
  private long goodOnes;

  SubmissionsDoor(Log log, People people, Findings findings) {
    this.log = log;
    this.people = people;
    this.findings = findings;
    this.letters = new Letters(log);
  }

  void run(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      batch();
    } while (System.nanoTime() < end && findings.outcome().faults().isEmpty());
  }

  private void batch() {
    Map<TopicPartition, Long> before = log.ends(List.of(Topics.POSTS));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Boolean> good = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      long number = findings.next();
      Random random = new Random(findings.seed(number));
      boolean isGood = random.nextInt(GOOD_ONE_IN) == 0;
      records.add(isGood ? good() : odd(random, samples()));
      good.add(isGood);
      numbers.add(number);
    }
    List<Log.Sent> sent = log.send(records, good);
    String behind = log.awaitGroup(GROUP, List.of(Topics.SUBMISSIONS), PATIENCE);
    if (!behind.isEmpty()) {
      findings.add(numbers.getFirst(), new Fault("stuck", behind), reproduction(sent, behind));
      return;
    }
    letters.read(log);
    for (int i = 0; i < sent.size(); i++) {
      judge(sent.get(i), numbers.get(i));
    }
    requireInOrder(before, sent, numbers.getFirst());
  }

  private List<String> samples() {
    return SAMPLES.stream()
        .map(sample -> sample.replace("@fuzz_other", people.value("other")))
        .map(sample -> sample.replace("@fuzz_self", people.value("self")))
        .toList();
  }

  /// Of one account, to one partition: their order is that of the topic.
  private ProducerRecord<byte[], byte[]> good() {
    String text =
        "{\"type\":\"post\",\"author\":\"%s\",\"clientKey\":\"%s\",\"text\":\"Good\"}"
            .formatted(people.value("self"), run + "-" + goodOnes++);
    return new ProducerRecord<>(Topics.SUBMISSIONS, 0, null, bytes(text));
  }

  private static ProducerRecord<byte[], byte[]> odd(Random random, List<String> samples) {
    Odd odd = new Odd(random);
    byte[] key = odd.oneIn(3) ? null : new Mutation(random).noise(random.nextInt(20));
    Integer partition = odd.oneIn(2) ? 0 : null;
    return new ProducerRecord<>(Topics.SUBMISSIONS, partition, key, value(random, odd, samples));
  }

  private static byte @Nullable [] value(Random random, Odd odd, List<String> samples) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> new Mutation(random).noise(random.nextInt(300));
      case 2 -> bytes(odd.json().toString());
      case 3, 4, 5 -> bytes(changed(odd, samples).toString());
      default -> new Mutation(random).of(samples.stream().map(SubmissionsDoor::bytes).toList());
    };
  }

  private static ObjectNode changed(Odd odd, List<String> samples) {
    try {
      ObjectNode submission = (ObjectNode) JSON.readTree(odd.of(samples));
      List<String> names = new ArrayList<>();
      submission.fieldNames().forEachRemaining(names::add);
      String name = odd.of(names);
      JsonNode value = odd.json();
      if (odd.oneIn(4)) {
        submission.remove(name);
      } else if (odd.oneIn(4)) {
        submission.set(odd.text(), value);
      } else {
        submission.set(name, value);
      }
      return submission;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void judge(Log.Sent sent, long number) {
    DeadLetter letter = letters.about(sent);
    if (letter == null) {
      findings.count(sent.good() ? "good" : "accepted");
      if (!sent.good() && isPoison(sent.value())) {
        findings.add(number, new Fault("lost", "no dead letter"), reproduction(sent));
      }
      return;
    }
    findings.count("dead letter");
    Fault fault =
        sent.good()
            ? new Fault("a good submission is refused", letter.detail())
            : Letters.fault(letter, sent);
    if (fault != null && findings.isNew(fault.kind())) {
      findings.add(number, fault, reproduction(sent));
    }
  }

  /// Whether a value is surely no submission: no object of JSON, or one without a known author.
  private static boolean isPoison(byte @Nullable [] value) {
    try {
      return value == null
          || !(JSON.readTree(value) instanceof ObjectNode object)
          || !object.path("type").isTextual();
    } catch (IOException e) {
      return true;
    }
  }

  private void requireInOrder(Map<TopicPartition, Long> before, List<Log.Sent> sent, long number) {
    Map<String, Long> places = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : log.read(before)) {
      String key = clientKey(record.value());
      if (key.startsWith(run) && places.put(key, record.offset()) == null) {
        found.add(key);
      }
    }
    List<String> expected =
        sent.stream().filter(Log.Sent::good).map(one -> clientKey(one.value())).toList();
    if (!found.equals(expected)) {
      findings.add(
          number,
          new Fault("good ones are lost or out of order", expected + " became " + found),
          "seed and case");
    }
  }

  private static String clientKey(byte @Nullable [] value) {
    try {
      return value == null ? "" : JSON.readTree(value).path("clientKey").asText();
    } catch (IOException e) {
      return "";
    }
  }

  /// The record at which a partition stands.
  private static String reproduction(List<Log.Sent> sent, String behind) {
    return sent.stream()
        .filter(
            one -> behind.startsWith("%s stands at %d ".formatted(one.partition(), one.offset())))
        .map(SubmissionsDoor::reproduction)
        .findFirst()
        .orElse(behind);
  }

  private static String reproduction(Log.Sent sent) {
    return sent.partition().topic()
        + ":"
        + (sent.value() == null
            ? "null"
            : Base64.getUrlEncoder().withoutPadding().encodeToString(sent.value()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
