package io.rivulet.bench;

import io.rivulet.bench.read.ReadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bench`
@Command(
    name = "bench",
    description = {
      "Measures, on servers of its own, and prints figures, machine and settings.",
      "Exit code 1 if something could not be measured."
    },
    mixinStandardHelpOptions = true,
    subcommands = {RebuildCommand.class, MergeCommand.class, ReadCommand.class},
    synopsisSubcommandLabel = "rebuild|merge|read")
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "rebuild, merge or read?");
  }
}
