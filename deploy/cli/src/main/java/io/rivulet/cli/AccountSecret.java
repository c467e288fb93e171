package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command that prints something which only an account and the owner of the run's data may know,
/// and nothing else, so that scripts can use it.
abstract class AccountSecret implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username")
  private String account = "";

  abstract String secret(DataOption of, FeedClient client, String ofAccount);

  @Override
  public final void run() {
    spec.commandLine().getOut().println(secret(run, run.client(), account));
  }
}
