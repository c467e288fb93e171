package io.rivulet.deadletter;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Submits dead letters again, byte for byte: to the partition of `feed.submissions.v1` that they
/// came from and in their order, so that those of one key stay in theirs. Each once, whoever else
/// replays at the same time, see [Marks]. What is invalid still becomes a dead letter anew.
public final class Replay {
  /// A letter has at most a submission's size, and its headers.
  private static final int MAX_REQUEST_BYTES = 1_258_291;

  /// Each portion reads the topic from its first letter on, so there are no more of them than this.
  private static final int PORTIONS = 20;

  private static final int LEAST_AT_ONCE = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final String service;
  private final Clock clock;
  private final String who = "replay " + UUID.randomUUID();

  /// @param service who replays, as it stands in the notes
  public Replay(KafkaSettings kafka, String service, Clock clock) {
    this.kafka = kafka;
    this.service = service;
    this.clock = clock;
  }

  /// Notes what it is about to send, looks whether nobody was there before, sends, and notes that,
  /// a twentieth of the letters at a time, twenty at least. Of one that breaks off, what of the
  /// last portion was not noted as sent may have been sent or not; of those after it nothing is
  /// noted.
  ///
  /// @param chosen numbers of letters that are replayable; of others nothing may be sent
  /// @param again also those of which somebody else's note is older
  /// @return those that it sent
  /// @throws KafkaException if it broke off
  public SortedSet<Long> send(SortedSet<Long> chosen, boolean again) {
    SortedSet<Long> sent = new TreeSet<>();
    if (chosen.isEmpty()) {
      return sent;
    }
    try (Producer<byte[], byte[]> producer = producer()) {
      List<Long> left = List.copyOf(chosen);
      int atOnce = Math.max(LEAST_AT_ONCE, (left.size() + PORTIONS - 1) / PORTIONS);
      for (int from = 0; from < left.size(); from += atOnce) {
        List<Long> some = left.subList(from, Math.min(left.size(), from + atOnce));
        send(new TreeSet<>(some), again, producer, sent);
      }
    }
    return sent;
  }

  private void send(
      SortedSet<Long> some, boolean again, Producer<byte[], byte[]> producer, Set<Long> sent) {
    List<Future<RecordMetadata>> noted = new ArrayList<>();
    visit(some, letter -> noted.add(note(producer, Letter.REPLAYING, who, letter)));
    noted.forEach(Replay::await);
    Marks marks = new Marks();
    try (LetterTopic topic = LetterTopic.from(kafka, PATIENCE, some.first())) {
      var _ = topic.forEach(marks::take);
    }
    visit(
        some,
        letter -> {
          if (again || marks.isFirst(letter.offset(), who)) {
            await(producer.send(submission(letter.content())));
            await(note(producer, Letter.REPLAYED, "submitted again", letter));
            sent.add(letter.offset());
          }
        });
  }

  private void visit(SortedSet<Long> chosen, Consumer<Letter> visitor) {
    try (LetterTopic topic = LetterTopic.from(kafka, PATIENCE, chosen.first())) {
      var _ =
          topic.forEach(
              letter -> {
                if (chosen.contains(letter.offset()) && !letter.isNote() && letter.isReplayable()) {
                  visitor.accept(letter);
                }
              });
    }
  }

  private Future<RecordMetadata> note(
      Producer<byte[], byte[]> producer, String reason, String detail, Letter letter) {
    return producer.send(
        new DeadLetter(
                reason,
                detail,
                new DeadLetter.Source(
                    Letter.PARTITION.topic(), Letter.PARTITION.partition(), letter.offset()),
                clock.instant(),
                service,
                null,
                null)
            .toRecord());
  }

  private static ProducerRecord<byte[], byte[]> submission(DeadLetter letter) {
    return new ProducerRecord<>(
        Topics.SUBMISSIONS, letter.source().partition(), letter.key(), letter.value());
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "Kafka did not take a letter, those before it are replayed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        kafka.client(
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
