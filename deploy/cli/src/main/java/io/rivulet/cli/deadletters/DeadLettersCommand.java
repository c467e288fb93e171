package io.rivulet.cli.deadletters;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `dead-letters`
@Command(
    name = "dead-letters",
    description = "Shows and replays what could not be used.",
    mixinStandardHelpOptions = true,
    subcommands = {ListCommand.class, ReplayCommand.class},
    synopsisSubcommandLabel = "list|replay")
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "list or replay?");
  }
}
