package io.rivulet.cli;

import io.rivulet.local.LocalException;
import io.rivulet.local.load.Load;
import io.rivulet.local.load.LoadKind;
import io.rivulet.local.load.LoadReport;
import io.rivulet.local.load.LoadSettings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `load`
@Command(
    name = "load",
    description = {
      "Puts a load on a running system: people post, answer, boost, follow, block and take it back,",
      "half of it over HTTP and half as submissions. The same acts for the same seed and people.",
      "What is refused, as after a block, is counted. Exit code 1 if anything failed."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Other seeds, other acts. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "Posts, every seventh a reply. Default: ${DEFAULT-VALUE}")
  private int posts = 20_000;

  @Option(
      names = "--follows",
      paramLabel = "N",
      description =
          "Follows and unfollows; some ask a locked account and are answered. Default: ${DEFAULT-VALUE}")
  private int follows = 2_000;

  @Option(
      names = "--deletes",
      paramLabel = "N",
      description = "Deletes, every fifth of a boost. Default: ${DEFAULT-VALUE}")
  private int deletes = 500;

  @Option(names = "--boosts", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int boosts = 500;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description = "Blocks and unblocks. Default: ${DEFAULT-VALUE}")
  private int blocks = 200;

  @Option(
      names = "--mutes",
      paramLabel = "N",
      description = "Mutes and unmutes. Default: ${DEFAULT-VALUE}")
  private int mutes = 200;

  @Option(names = "--edits", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int edits = 200;

  @Option(
      names = "--reads",
      paramLabel = "N",
      description = "First pages of home timelines. Default: ${DEFAULT-VALUE}")
  private int reads = 10_000;

  @Option(
      names = "--rate",
      paramLabel = "R|max",
      converter = RateText.class,
      description = "Acts a second. Default: as many as can be")
  private int rate;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      description = "Acts under way at a time, 1 to 256. Default: ${DEFAULT-VALUE}")
  private int concurrency = 16;

  /// Reads a rate; 0 stands for `max`.
  static final class RateText implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.equals("max")) {
        return 0;
      }
      if (!text.matches("[1-9]\\d{0,6}")) {
        throw new TypeConversionException(
            "'%s' is no rate: a number of acts a second, or max".formatted(text));
      }
      return Integer.valueOf(text);
    }
  }

  @Override
  public void run() {
    var load = new Load(run.instance(), run.tokens(), settings(), this::say);
    try {
      LoadReport report = load.run();
      report.lines().forEach(this::say);
      if (report.failures() > 0) {
        throw new LocalException(
            "%,d acts failed: the logs of the services, in the data folder, say why"
                .formatted(report.failures()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private LoadSettings settings() {
    return new LoadSettings(
        seed,
        Map.of(
            LoadKind.POST, posts,
            LoadKind.FOLLOW, follows,
            LoadKind.DELETE, deletes,
            LoadKind.BOOST, boosts,
            LoadKind.BLOCK, blocks,
            LoadKind.MUTE, mutes,
            LoadKind.EDIT, edits,
            LoadKind.READ, reads),
        rate,
        concurrency);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
