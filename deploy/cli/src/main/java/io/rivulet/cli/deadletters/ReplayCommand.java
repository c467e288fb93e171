package io.rivulet.cli.deadletters;

import io.rivulet.cli.KafkaOption;
import io.rivulet.deadletter.Marks;
import io.rivulet.deadletter.Replay;
import io.rivulet.local.LocalException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LetterFilter filter = new LetterFilter();

  @Option(names = "--all", description = "All that can be replayed, if nothing else says which")
  private boolean all;

  @Option(names = "--again", description = "Also those that were, or perhaps were, replayed before")
  private boolean again;

  @Option(names = "--dry-run", description = "Say which, and send nothing")
  private boolean dryRun;

  @Override
  public void run() {
    if (!filter.isGiven() && !all) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Which: --number, --reason, --topic, --key, --since, --until, or --all");
    }
    SortedSet<Long> chosen = choose();
    PrintWriter out = spec.commandLine().getOut();
    if (chosen.isEmpty()) {
      throw new LocalException("No dead letter to replay: `deploy/rivulet dead-letters list`");
    }
    if (dryRun) {
      out.printf("%,d would be replayed: %s%n", chosen.size(), chosen);
      return;
    }
    Replay replay = new Replay(kafka.settings(), "command-line", Clock.systemUTC());
    out.printf("%,d replayed%n", replay.send(chosen, again).size());
  }

  /// The numbers of those that are to be sent; of the others it is said why not.
  private SortedSet<Long> choose() {
    Marks marks = new Marks();
    SortedSet<Long> chosen = new TreeSet<>();
    SortedMap<Long, String> foreign = new TreeMap<>();
    var _ =
        AllLetters.of(
            kafka.settings(),
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
                  out.printf(
                      "left out %d:%s; --again sends it%n",
                      number, LetterText.mark(marks, number)));
      chosen.removeIf(number -> marks.replayed(number) || marks.uncertain(number));
    }
    return chosen;
  }
}
