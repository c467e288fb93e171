package io.rivulet.cli.audit;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `audit`
@Command(
    name = "audit",
    description = {
      "Computes home timelines from Kafka alone and compares them with what is served.",
      "Works while posts come in. To have it say something of the push, run it with --prepare"
          + " before the posts to be audited are published: then they are delivered to timelines"
          + " that exist, not found by rebuilds."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2,
    footer = {
      "",
      "Exit codes: 0 all is as it must be, 1 something differs or too little was pushed, 2 the"
          + " audit could not be made."
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin private TargetOption target = new TargetOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--accounts",
      paramLabel = "N|all",
      description = "How many accounts, chosen at random. Default: ${DEFAULT-VALUE}")
  private String accounts = "all";

  @Option(
      names = "--sample",
      paramLabel = "P",
      description = "Which part of all accounts, above 0, at most 1. Default: ${DEFAULT-VALUE}")
  private double sample = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the random choice, so that it can be made again")
  private long seed = System.nanoTime();

  @Option(names = "--deep", description = "Inspect Redis itself, too")
  private boolean deep;

  @Option(
      names = "--min-pushed",
      paramLabel = "SHARE",
      description = {
        "Fail unless this part of the entries, 0 to 1, was pushed. Default: ${DEFAULT-VALUE},",
        "as nothing may have been pushed in a system that was not prepared"
      })
  private double minPushed;

  @Option(names = "--prepare", description = "Only read all first pages, so that timelines exist")
  private boolean prepare;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description =
          "How long the fan-out may take to get to the end of Kafka. Default: ${DEFAULT-VALUE}")
  private int patience = 60;

  @Override
  public Integer call() {
    Selection selection = selection();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    AuditSettings settings =
        AuditSettings.DEFAULT.withDeep(deep).withPatience(Duration.ofSeconds(patience));
    Auditor auditor = new Auditor(target.target(), settings, progress::println);
    if (prepare) {
      out.printf(
          "%d timelines exist: what is published now is delivered to them%n",
          auditor.prepare(selection));
      return 0;
    }
    if (selection.most() < Integer.MAX_VALUE || sample < 1) {
      progress.println("accounts chosen with --seed " + seed);
    }
    AuditReport report = auditor.audit(selection);
    report.lines(deep).forEach(out::println);
    return conclude(report, out);
  }

  private int conclude(AuditReport report, PrintWriter out) {
    if (!report.clean()) {
      out.println("WRONG: what is served, or in Redis, is not what Kafka says");
      return 1;
    }
    if (report.pushedShare() < minPushed) {
      out.printf(
          Locale.ROOT,
          "NOT PROVEN: nothing differs, but %.1f %% of the entries were pushed, and --min-pushed"
              + " asks for %.1f %%. Read timelines before the load, with --prepare%n",
          report.pushedShare() * 100,
          minPushed * 100);
      return 1;
    }
    out.println("RIGHT: all home timelines are what Kafka says");
    return 0;
  }

  private Selection selection() {
    try {
      int most = accounts.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(accounts);
      if (!(minPushed >= 0 && minPushed <= 1)) {
        throw new IllegalArgumentException("min-pushed: expected 0 to 1, found " + minPushed);
      }
      return new Selection(most, sample, seed);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "accounts: expected a number or all, found " + accounts, e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
