package io.rivulet.cli.vitals;

import io.rivulet.cli.DataOption;
import io.rivulet.local.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `operations`
@Command(
    name = "operations",
    description = {
      "Prints the address of a run's operations page, with a token to look for 12 hours:",
      "whoever has it may look too. With --write it may replay dead letters as well."
    },
    mixinStandardHelpOptions = true)
public final class OperationsCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--write",
      description = "With a token for whatever the page can do: whoever has it may do so, too")
  private boolean write;

  @Override
  public void run() {
    Instance instance = run.instance();
    // Behind the sharp sign, which no browser sends anywhere.
    spec.commandLine()
        .getOut()
        .printf(
            "%s/operations/#token=%s%n",
            instance.admin().get("feed-reader"),
            write ? run.tokens().caretaker() : run.tokens().onlooker());
  }
}
