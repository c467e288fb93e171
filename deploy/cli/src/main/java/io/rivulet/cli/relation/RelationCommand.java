package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.cli.DataOption;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command that changes what one account is to another, and says what it is then.
abstract class RelationCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who does it: id or username")
  private String account = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "Towards whom: id or username")
  private String target = "";

  /// What to change.
  abstract RelationChange change();

  /// What to say of it, with places for the account and the target.
  ///
  /// @param relationship as the API answered
  abstract String outcome(JsonNode relationship);

  @Override
  public final void run() {
    FeedClient client = run.client();
    JsonNode relationship =
        client.change(run.token(client, account), client.account(target), change());
    spec.commandLine()
        .getOut()
        .println(outcome(relationship).replace("{account}", account).replace("{target}", target));
  }
}
