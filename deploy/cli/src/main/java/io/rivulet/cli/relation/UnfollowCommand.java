package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Command;

/// `unfollow ACCOUNT TARGET`
@Command(
    name = "unfollow",
    description = "Ends one account's following another, or takes a request back.",
    mixinStandardHelpOptions = true)
public final class UnfollowCommand extends RelationCommand {
  @Override
  RelationChange change() {
    return new RelationChange.Unfollow();
  }

  @Override
  String outcome(JsonNode relationship) {
    return "{account} no longer follows {target}";
  }
}
