package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `unfollow A B`
@Command(
    name = "unfollow",
    description = "Ends one account's following another.",
    mixinStandardHelpOptions = true)
final class UnfollowCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FOLLOWER", description = "Id or username")
  private String follower = "";

  @Parameters(index = "1", paramLabel = "FOLLOWEE", description = "Id or username")
  private String followee = "";

  @Override
  public void run() {
    FeedClient client = run.client();
    client.unfollow(run.token(client, follower), client.account(followee));
    spec.commandLine().getOut().printf("%s no longer follows %s%n", follower, followee);
  }
}
