package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `follow A B`
@Command(
    name = "follow",
    description = "Lets one account follow another.",
    mixinStandardHelpOptions = true)
final class FollowCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FOLLOWER", description = "Id or username")
  private String follower = "";

  @Parameters(index = "1", paramLabel = "FOLLOWEE", description = "Id or username")
  private String followee = "";

  @Override
  public void run() {
    FeedClient client = run.client();
    client.follow(run.token(client, follower), client.account(followee));
    spec.commandLine().getOut().printf("%s follows %s%n", follower, followee);
  }
}
