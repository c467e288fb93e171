package io.rivulet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `password ACCOUNT`
@Command(
    name = "password",
    description =
        "Prints the password with which an account signs in to an application, and nothing else.",
    mixinStandardHelpOptions = true)
final class PasswordCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username")
  private String account = "";

  @Override
  public void run() {
    spec.commandLine().getOut().println(run.password(run.client(), account));
  }
}
