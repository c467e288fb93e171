package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.RelationChange;
import picocli.CommandLine.Command;

/// `unmute ACCOUNT TARGET`
@Command(name = "unmute", description = "Ends a mute.", mixinStandardHelpOptions = true)
public final class UnmuteCommand extends RelationCommand {
  @Override
  RelationChange change() {
    return new RelationChange.Unmute();
  }

  @Override
  String outcome(JsonNode relationship) {
    return "{account} no longer mutes {target}";
  }
}
