package io.rivulet.cli;

import io.rivulet.cli.deadletters.DeadLettersCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line's entrance.
@Command(
    name = "deploy/rivulet",
    description = "Rivulet: post events in, home timelines out.",
    mixinStandardHelpOptions = true,
    version = "Rivulet 0.1.0",
    subcommands = {
      UpCommand.class,
      AccountCommand.class,
      TokenCommand.class,
      PostCommand.class,
      FollowCommand.class,
      UnfollowCommand.class,
      TimelineCommand.class,
      TopicsCommand.class,
      DeadLettersCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "`deploy/rivulet COMMAND --help` says more. Exit codes: 0 done, 1 failed, 2 used wrongly."
    })
public final class Rivulet implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Rivulet() {
    spec = CommandLine.Model.CommandSpec.create();
  }

  public static void main(String[] arguments) {
    // Before anything logs. Not found by name, since the services have the same class path.
    System.setProperty("logback.configurationFile", "io/rivulet/cli/logback.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Rivulet())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution);
  }

  /// Without a command: says which there are.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
