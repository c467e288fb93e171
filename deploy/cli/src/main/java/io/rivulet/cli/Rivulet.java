package io.rivulet.cli;

import io.rivulet.autoscale.AutoscaleCommand;
import io.rivulet.bench.BenchCommand;
import io.rivulet.capacity.PlanCommand;
import io.rivulet.cli.access.AccessCommand;
import io.rivulet.cli.audit.AuditCommand;
import io.rivulet.cli.audit.ExplainCommand;
import io.rivulet.cli.deadletters.DeadLettersCommand;
import io.rivulet.cli.memory.MemoryCommand;
import io.rivulet.cli.relation.BlockCommand;
import io.rivulet.cli.relation.FollowCommand;
import io.rivulet.cli.relation.MuteCommand;
import io.rivulet.cli.relation.RequestsCommand;
import io.rivulet.cli.relation.UnblockCommand;
import io.rivulet.cli.relation.UnfollowCommand;
import io.rivulet.cli.relation.UnmuteCommand;
import io.rivulet.cli.vitals.OperationsCommand;
import io.rivulet.cli.vitals.StatusCommand;
import io.rivulet.cli.vitals.TopCommand;
import io.rivulet.faults.run.FaultsCommand;
import io.rivulet.fuzz.FuzzCommand;
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
      PasswordCommand.class,
      PostCommand.class,
      BoostCommand.class,
      DeleteCommand.class,
      FollowCommand.class,
      UnfollowCommand.class,
      BlockCommand.class,
      UnblockCommand.class,
      MuteCommand.class,
      UnmuteCommand.class,
      LockingCommand.Lock.class,
      LockingCommand.Unlock.class,
      RequestsCommand.class,
      TimelineCommand.class,
      StatusCommand.class,
      TopCommand.class,
      OperationsCommand.class,
      MemoryCommand.class,
      ScaleCommand.class,
      LoadCommand.class,
      BenchCommand.class,
      PlanCommand.class,
      AutoscaleCommand.class,
      TopicsCommand.class,
      RepartitionCommand.class,
      AccessCommand.class,
      DeadLettersCommand.class,
      AuditCommand.class,
      ExplainCommand.class,
      FaultsCommand.class,
      FuzzCommand.class
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
