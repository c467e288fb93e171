package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `account NAME`
@Command(
    name = "account",
    description = "Creates an account and prints its id.",
    mixinStandardHelpOptions = true)
final class AccountCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "Username: 1 to 30 of A-Z, a-z, 0-9, _")
  private String name = "";

  @Option(names = "--locked", description = "It approves its followers")
  private boolean locked;

  @Override
  public void run() {
    FeedClient client = run.client();
    String id = client.createAccount(run.tokens().operator(), name, locked).path("id").asText();
    PrintWriter out = spec.commandLine().getOut();
    out.println(id);
  }
}
