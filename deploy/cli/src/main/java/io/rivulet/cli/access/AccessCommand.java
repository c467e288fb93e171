package io.rivulet.cli.access;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `access`
@Command(
    name = "access",
    description = "Who may do what: prints or applies the access lists of Kafka and Redis.",
    mixinStandardHelpOptions = true,
    subcommands = {KafkaCommand.class, RedisCommand.class})
public final class AccessCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "access: kafka or redis?");
  }
}
