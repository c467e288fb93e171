package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `delete ACCOUNT POST`
@Command(
    name = "delete",
    description = "Deletes a post for ever, or takes a boost back.",
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Id or username of the author")
  private String account = "";

  @Parameters(index = "1", paramLabel = "POST", description = "Id of the post or boost")
  private String post = "";

  @Override
  public void run() {
    FeedClient client = run.client();
    client.delete(run.token(client, account), post);
    spec.commandLine().getOut().printf("deleted %s%n", post);
  }
}
