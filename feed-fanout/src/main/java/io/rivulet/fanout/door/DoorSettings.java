package io.rivulet.fanout.door;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.cold.Door;
import io.rivulet.cold.DoorSecret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How others come to this worker for posts that are not in Redis; a change takes a restart.
///
/// @param address where they find it, `https` if not on this machine; `http://127.0.0.1` and the
///   port of this process by default
/// @param secretFile what they have to know, feed-reader and feed-ingest the same. Without it only
///   who is on this machine is answered
/// @param mostAtOnce requests worked on at once, 1 to 1,000; 32 by default. One more is answered
///   503
public record DoorSettings(@Nullable URI address, @Nullable Path secretFile, int mostAtOnce) {
  /// What holds where the file says nothing.
  public static final DoorSettings DEFAULT = new DoorSettings(null, null, null);

  public DoorSettings(
      @JsonProperty("address") @Nullable URI address,
      @JsonProperty("secretFile") @Nullable Path secretFile,
      @JsonProperty("mostAtOnce") @Nullable Integer mostAtOnce) {
    this(address, secretFile, mostAtOnce == null ? 32 : mostAtOnce.intValue());
  }

  public DoorSettings {
    if (mostAtOnce < 1 || mostAtOnce > 1_000) {
      throw new IllegalArgumentException(
          "door.mostAtOnce: expected 1 to 1,000, found " + mostAtOnce);
    }
    if (address != null && !Door.isClosed(address)) {
      throw new IllegalArgumentException(
          "door.address: expected https where it is not this machine, since a secret goes there,"
              + " found "
              + address);
    }
    if (address != null && secretFile == null && !Door.isThisMachine(address)) {
      throw new IllegalArgumentException(
          "door.secretFile: needed where door.address is not this machine, but " + address);
    }
  }

  Optional<DoorSecret> secret() {
    return Optional.ofNullable(secretFile).map(DoorSecret::in);
  }
}
