package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `follow ACCOUNT TARGET`
@Command(
    name = "follow",
    description = "Lets one account follow another, or ask to if that one is locked.",
    mixinStandardHelpOptions = true)
public final class FollowCommand extends RelationCommand {
  @Option(names = "--no-boosts", description = "Without what the other boosts")
  private boolean withoutBoosts;

  @Override
  RelationChange change() {
    return new RelationChange.Follow(!withoutBoosts);
  }

  @Override
  String outcome(JsonNode relationship) {
    return relationship.path("requested").asBoolean()
        ? "{account} asks to follow {target}: `deploy/rivulet requests {target} --accept {account}`"
        : "{account} follows {target}";
  }
}
