package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Command;

/// `block ACCOUNT TARGET`
@Command(
    name = "block",
    description = "Lets one account block another, which ends following both ways for good.",
    mixinStandardHelpOptions = true)
public final class BlockCommand extends RelationCommand {
  @Override
  RelationChange change() {
    return new RelationChange.Block();
  }

  @Override
  String outcome(JsonNode relationship) {
    return "{account} blocks {target}";
  }
}
