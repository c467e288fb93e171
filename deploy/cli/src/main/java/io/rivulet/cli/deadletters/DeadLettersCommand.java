package io.rivulet.cli.deadletters;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `dead-letters`
@Command(
    name = "dead-letters",
    description = "Shows, replays and deletes what could not be used.",
    mixinStandardHelpOptions = true,
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class, ExpireCommand.class},
    synopsisSubcommandLabel = "list|show|replay|expire")
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "list, show, replay or expire?");
  }
}
