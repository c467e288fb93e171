package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `boost ACCOUNT POST`
@Command(
    name = "boost",
    description = "Boosts a post and prints the id of the boost, by which it can be deleted.",
    mixinStandardHelpOptions = true)
final class BoostCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Id or username of the booster")
  private String account = "";

  @Parameters(index = "1", paramLabel = "POST", description = "Id of the post")
  private String post = "";

  @Override
  public void run() {
    FeedClient client = run.client();
    String id = client.boost(run.token(client, account), post).path("id").asText();
    spec.commandLine().getOut().println(id);
  }
}
