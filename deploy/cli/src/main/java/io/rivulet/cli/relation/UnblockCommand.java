package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Command;

/// `unblock ACCOUNT TARGET`
@Command(
    name = "unblock",
    description = "Ends a block. Nobody follows the other again by that.",
    mixinStandardHelpOptions = true)
public final class UnblockCommand extends RelationCommand {
  @Override
  RelationChange change() {
    return new RelationChange.Unblock();
  }

  @Override
  String outcome(JsonNode relationship) {
    return "{account} no longer blocks {target}";
  }
}
