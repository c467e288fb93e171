package io.rivulet.bench;

import io.rivulet.bench.ceiling.CeilingCommand;
import io.rivulet.bench.fanout.FanoutCommand;
import io.rivulet.bench.fanout.RepartitionCommand;
import io.rivulet.bench.fanout.RestoreCommand;
import io.rivulet.bench.fanout.ScaleCommand;
import io.rivulet.bench.jmh.JmhCommand;
import io.rivulet.bench.live.LiveCommand;
import io.rivulet.bench.memory.MemoryCommand;
import io.rivulet.bench.read.OverloadCommand;
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
    subcommands = {
      CeilingCommand.class,
      FanoutCommand.class,
      ReadCommand.class,
      OverloadCommand.class,
      LiveCommand.class,
      ScaleCommand.class,
      MemoryCommand.class,
      JmhCommand.class,
      RebuildCommand.class,
      RestoreCommand.class,
      RepartitionCommand.class,
      MergeCommand.class
    },
    synopsisSubcommandLabel =
        "ceiling|fanout|read|overload|live|scale|memory|jmh|rebuild|restore|repartition|merge")
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which benchmark?");
  }
}
