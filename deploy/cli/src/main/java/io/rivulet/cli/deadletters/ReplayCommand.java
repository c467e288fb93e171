package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dead-letters replay`
@Command(
    name = "replay",
    description = {
      "Submits dead letters again, byte for byte, to feed.submissions.v1.",
      "Only letters that came from there, each once. A replayed submission counts as made now: a",
      "follow among them wins over an unfollow made since it was first sent.",
      "If this command breaks off, its last letter may be submitted twice; a post with a client key",
      "is published once even then."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Runnable {
  /// A letter has at most a submission's size, and its headers.
  private static final int MAX_REQUEST_BYTES = 1_258_291;

  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  @Option(names = "--again", description = "Also those that were replayed before")
  private boolean again;

  /// Which letters.
  static final class Choice {
    @Option(
        names = "--number",
        paramLabel = "N",
        split = ",",
        description = "Those with these numbers, as `list` prints them")
    private List<Long> numbers = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "REASON", description = "All of a reason")
    private @Nullable String reason;

    boolean holds(Letter letter) {
      return reason == null
          ? numbers.contains(letter.offset())
          : letter.content().reason().equals(reason);
    }
  }

  @Override
  public void run() {
    KafkaSettings servers = kafka.settings();
    Letters all = Letters.read(servers);
    List<Letter> chosen = all.letters().stream().filter(choice::holds).toList();
    List<Letter> replayed =
        chosen.stream()
            .filter(Letter::isReplayable)
            .filter(letter -> again || !all.wasReplayed(letter))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    chosen.stream()
        .filter(letter -> !replayed.contains(letter))
        .forEach(letter -> out.println("left out " + obstacle(letter)));
    if (replayed.isEmpty()) {
      throw new LocalException("No dead letter to replay: `deploy/rivulet dead-letters list`");
    }
    replay(servers, replayed);
    out.printf("%,d replayed%n", replayed.size());
  }

  private static String obstacle(Letter letter) {
    return letter.isReplayable()
        ? "%d: replayed before (--again)".formatted(letter.offset())
        : "%d: from %s, whose records have their place in its order"
            .formatted(letter.offset(), letter.content().source().topic());
  }

  /// First the submission, then the note: one that is lost costs a letter sent twice, not one lost.
  private static void replay(KafkaSettings servers, List<Letter> letters) {
    try (Producer<byte[], byte[]> producer = producer(servers)) {
      for (Letter letter : letters) {
        DeadLetter content = letter.content();
        send(producer, new ProducerRecord<>(Topics.SUBMISSIONS, content.key(), content.value()));
        send(producer, Letters.note(letter, Clock.systemUTC()).toRecord());
      }
    }
  }

  private static void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new LocalException(
          "Kafka did not take a letter, those before it are replayed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private static Producer<byte[], byte[]> producer(KafkaSettings servers) {
    return new KafkaProducer<>(
        servers.client(
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
