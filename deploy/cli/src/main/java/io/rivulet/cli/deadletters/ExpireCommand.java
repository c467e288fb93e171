package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.Letter;
import io.rivulet.deadletter.Marks;
import io.rivulet.local.LocalException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dead-letters expire`
@Command(
    name = "expire",
    description = {
      "Deletes the oldest dead letters, for ever: a log can be cut at its beginning only, so all that",
      "came before the first one to be kept. Says how many of which reason, and how many of them were",
      "never replayed; deletes nothing without --yes. Where Kafka knows who asks, it takes a right that",
      "`access kafka` gives to nobody, since it is that of deleting the topic as well: --kafka-properties."
    },
    mixinStandardHelpOptions = true)
final class ExpireCommand implements Runnable {
  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private End end = new End();

  @Option(names = "--yes", description = "Really delete")
  private boolean yes;

  /// Up to where.
  static final class End {
    @Option(
        names = "--before",
        paramLabel = "N",
        description = "Those with a lower number, as `list` prints them")
    private @Nullable Long before;

    @Option(
        names = "--older-than",
        paramLabel = "DURATION",
        description = "Those written longer ago, such as P30D or PT12H")
    private @Nullable Duration olderThan;
  }

  private final Marks marks = new Marks();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final Set<Long> gone = new HashSet<>();
  private boolean cut;
  private long first = -1;

  @Override
  public void run() {
    Duration age = end.olderThan;
    if (age != null && (age.isNegative() || age.isZero())) {
      throw new LocalException("older-than must be above zero, but is " + age);
    }
    Instant oldest = age == null ? Instant.MIN : Clock.systemUTC().instant().minus(age);
    var _ = AllLetters.of(kafka.settings(), letter -> take(letter, oldest));
    PrintWriter out = spec.commandLine().getOut();
    long replayed = gone.stream().filter(marks::replayed).count();
    out.printf(
        "%,d dead letters, %,d of them never replayed: %s%n",
        gone.size(), gone.size() - replayed, reasons);
    if (gone.isEmpty()) {
      return;
    }
    if (!yes) {
      throw new LocalException("Nothing is deleted: add --yes to delete them for ever");
    }
    delete(first);
    out.printf("deleted, up to number %d%n", first - 1);
  }

  /// Letters are in the order they were written in, by one clock or a few that differ little: the
  /// first that is to be kept keeps all after it.
  private void take(Letter letter, Instant oldest) {
    boolean note = marks.take(letter);
    Long before = end.before;
    boolean old = before == null ? letter.written().isBefore(oldest) : letter.offset() < before;
    cut |= !old;
    if (!cut) {
      first = letter.offset() + 1;
      if (!note) {
        gone.add(letter.offset());
        reasons.merge(letter.content().reason(), 1, Integer::sum);
      }
    }
  }

  private void delete(long before) {
    try (Admin admin =
        Admin.create(
            kafka
                .settings()
                .client(
                    Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000)))) {
      admin
          .deleteRecords(Map.of(Letter.PARTITION, RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new LocalException("Kafka did not delete them: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
