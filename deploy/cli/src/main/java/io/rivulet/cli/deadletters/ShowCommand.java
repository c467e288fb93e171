package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.Marks;
import io.rivulet.local.LocalException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dead-letters show`
@Command(
    name = "show",
    description = {
      "Prints one dead letter as a whole: why, where from, when, by whom, key and value. What is no",
      "text is shown in hexadecimal digits."
    },
    mixinStandardHelpOptions = true)
final class ShowCommand implements Runnable {
  private static final int MOST_BYTES = 1 << 20;

  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "N", description = "Its number, as `list` prints it")
  private long number;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Of key and value at most, each, up to 1,048,576. Default: ${DEFAULT-VALUE}")
  private int bytes = 4_096;

  @Override
  public void run() {
    List<String> lines = new ArrayList<>();
    Marks marks = new Marks();
    var _ =
        AllLetters.of(
            kafka.settings(),
            letter -> {
              if (!marks.take(letter) && letter.offset() == number) {
                lines.addAll(LetterText.lines(letter, Math.clamp(bytes, 0, MOST_BYTES)));
              }
            });
    if (lines.isEmpty()) {
      throw new LocalException(
          "No dead letter has the number %d: `deploy/rivulet dead-letters list`".formatted(number));
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    if (!LetterText.mark(marks, number).isEmpty()) {
      out.println("        " + LetterText.mark(marks, number).strip());
    }
  }
}
