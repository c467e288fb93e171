package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.LocalException;
import io.rivulet.local.client.RelationChange;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `mute ACCOUNT TARGET`
@Command(
    name = "mute",
    description = "Hides from one account what another posts and boosts.",
    mixinStandardHelpOptions = true)
public final class MuteCommand extends RelationCommand {
  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long, such as 90s, 15m, 2h or 7d. Default: until it is ended")
  private @Nullable Duration time;

  @Override
  RelationChange change() {
    if (time != null && time.isZero()) {
      throw new LocalException(
          "A mute lasts at least a second: leave --for out for one without end");
    }
    return new RelationChange.Mute(Optional.ofNullable(time));
  }

  @Override
  String outcome(JsonNode relationship) {
    String until = relationship.path("muting_expires_at").asText("");
    return "{account} mutes {target}"
        + (until.isEmpty() || until.equals("null") ? "" : " until " + until);
  }
}
