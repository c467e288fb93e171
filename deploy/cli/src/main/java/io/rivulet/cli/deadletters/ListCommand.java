package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.Letter;
import io.rivulet.deadletter.Marks;
import java.io.PrintWriter;
import java.util.ArrayDeque;
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
  private static final int MOST = 10_000;

  @Mixin private KafkaOption kafka = new KafkaOption();
  @Mixin private LetterFilter filter = new LetterFilter();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most, up to 10,000. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  private final Marks marks = new Marks();
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final ArrayDeque<Long> numbers = new ArrayDeque<>();
  private long all;
  private long chosen;

  @Override
  public void run() {
    long unreadable = AllLetters.of(kafka.settings(), this::take);
    PrintWriter out = spec.commandLine().getOut();
    while (!lines.isEmpty()) {
      out.println(lines.remove() + LetterText.mark(marks, numbers.remove()));
    }
    out.printf(
        "%,d dead letters, %,d of them as asked for, %,d replayed%s%n",
        all,
        chosen,
        marks.replayed(),
        unreadable == 0 ? "" : ", and %,d records that are none".formatted(unreadable));
  }

  private void take(Letter letter) {
    if (marks.take(letter)) {
      return;
    }
    all++;
    if (filter.holds(letter)) {
      chosen++;
      lines.add(LetterText.line(letter));
      numbers.add(letter.offset());
      if (lines.size() > Math.clamp(limit, 0, MOST)) {
        lines.remove();
        numbers.remove();
      }
    }
  }
}
