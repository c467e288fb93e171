package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dead-letters replay`
@Command(
    name = "replay",
    description = {
      "Submits dead letters again, byte for byte, to feed.submissions.v1: to the partition they came",
      "from and in their order, so that those of one key stay in theirs. Only letters that came from",
      "there, each once, whoever else replays at the same time. A replayed submission counts as made",
      "now: a follow among them wins over an unfollow made since it was first sent.",
      "Of a replay that breaks off, those that it did not note as sent may have been sent or not: they",
      "are left out from then on, and said to be, until --again."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Runnable {
  /// A letter has at most a submission's size, and its headers.
  private static final int MAX_REQUEST_BYTES = 1_258_291;

  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LetterFilter filter = new LetterFilter();

  @Option(names = "--all", description = "All that can be replayed, if nothing else says which")
  private boolean all;

  @Option(names = "--again", description = "Also those that were, or perhaps were, replayed before")
  private boolean again;

  @Option(names = "--dry-run", description = "Say which, and send nothing")
  private boolean dryRun;

  private final String who = "replay " + UUID.randomUUID();

  @Override
  public void run() {
    if (!filter.isGiven() && !all) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Which: --number, --reason, --topic, --key, --since, --until, or --all");
    }
    LetterTopic topic = new LetterTopic(kafka.settings());
    SortedSet<Long> chosen = choose(topic);
    PrintWriter out = spec.commandLine().getOut();
    if (chosen.isEmpty()) {
      throw new LocalException("No dead letter to replay: `deploy/rivulet dead-letters list`");
    }
    if (dryRun) {
      out.printf("%,d would be replayed: %s%n", chosen.size(), chosen);
      return;
    }
    out.printf("%,d replayed%n", replay(topic, chosen));
  }

  /// The numbers of those that are to be sent; of the others it is said why not.
  private SortedSet<Long> choose(LetterTopic topic) {
    Marks marks = new Marks();
    SortedSet<Long> chosen = new TreeSet<>();
    SortedMap<Long, String> foreign = new TreeMap<>();
    var _ =
        topic.forEach(
            letter -> {
              if (!marks.take(letter) && filter.holds(letter)) {
                if (letter.isReplayable()) {
                  chosen.add(letter.offset());
                } else {
                  foreign.put(letter.offset(), letter.content().source().topic());
                }
              }
            });
    PrintWriter out = spec.commandLine().getOut();
    foreign.forEach(
        (number, from) ->
            out.printf("left out %d: of %s, which has an order of its own%n", number, from));
    if (!again) {
      chosen.stream()
          .filter(number -> marks.replayed(number) || marks.uncertain(number))
          .forEach(
              number ->
                  out.printf("left out %d:%s; --again sends it%n", number, marks.text(number)));
      chosen.removeIf(number -> marks.replayed(number) || marks.uncertain(number));
    }
    return chosen;
  }

  /// Notes what it is about to send, looks whether nobody was there before, sends, and notes that.
  private long replay(LetterTopic topic, SortedSet<Long> chosen) {
    long[] sent = {0};
    try (Producer<byte[], byte[]> producer = producer(kafka.settings())) {
      visit(topic, chosen, letter -> note(producer, Letter.REPLAYING, who, letter));
      Marks marks = new Marks();
      var _ = topic.forEach(marks::take);
      visit(
          topic,
          chosen,
          letter -> {
            if (again || marks.isFirst(letter.offset(), who)) {
              send(producer, submission(letter.content()));
              note(producer, Letter.REPLAYED, "submitted again", letter);
              sent[0]++;
            }
          });
    }
    return sent[0];
  }

  private static void visit(LetterTopic topic, SortedSet<Long> chosen, Consumer<Letter> visitor) {
    var _ =
        topic.forEach(
            letter -> {
              if (!letter.isNote() && chosen.contains(letter.offset())) {
                visitor.accept(letter);
              }
            });
  }

  private static void note(
      Producer<byte[], byte[]> producer, String reason, String detail, Letter letter) {
    send(producer, Marks.note(reason, detail, letter, Clock.systemUTC()).toRecord());
  }

  private static ProducerRecord<byte[], byte[]> submission(DeadLetter letter) {
    return new ProducerRecord<>(
        Topics.SUBMISSIONS, letter.source().partition(), letter.key(), letter.value());
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
