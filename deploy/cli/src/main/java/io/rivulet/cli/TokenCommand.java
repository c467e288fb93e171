package io.rivulet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `token ACCOUNT`
@Command(
    name = "token",
    description = "Prints a bearer token of an account, valid for 30 days, and nothing else.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username")
  private String account = "";

  @Override
  public void run() {
    spec.commandLine().getOut().println(run.token(run.client(), account));
  }
}
