package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dead-letters list`
@Command(
    name = "list",
    description = {
      "Prints the newest dead letters, oldest of them first: number, time, reason,",
      "topic/partition/offset, what was wrong, and how the record begins."
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Option(names = "--reason", paramLabel = "REASON", description = "Only those of a reason")
  private @Nullable String reason;

  @Override
  public void run() {
    Letters all = Letters.read(kafka.settings());
    List<Letter> chosen =
        all.letters().stream()
            .filter(letter -> reason == null || letter.content().reason().equals(reason))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    chosen
        .subList(Math.max(0, chosen.size() - Math.max(0, limit)), chosen.size())
        .forEach(
            letter -> out.println(letter.line() + (all.wasReplayed(letter) ? "  (replayed)" : "")));
    out.printf(
        "%,d dead letters, %,d of them replayed%s%n",
        all.letters().size(),
        all.replayed().size(),
        all.unreadable() == 0 ? "" : ", and %,d records that are none".formatted(all.unreadable()));
  }
}
