package io.rivulet.reader.pulse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.pulse.Pulse;
import io.rivulet.reader.fetch.Access;
import io.rivulet.service.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// `GET /api/rivulet/v1/pulse`, for everybody: how much flows through all workers now. What no
/// worker has told lately is null.
@Path("/api/rivulet/v1/pulse")
@Produces(MediaType.APPLICATION_JSON)
public final class PulseResource {
  private final Access access;
  private final IntSupplier listening;

  /// @param listening how many streams are open at this reader
  public PulseResource(Access access, IntSupplier listening) {
    this.access = access;
    this.listening = listening;
  }

  /// What is told.
  ///
  /// @param deliveryAgeMillis from publishing to the home timeline, on average; null if nothing was
  ///   delivered in the last second
  public record Answer(
      @JsonProperty("posts_per_second") @Nullable Double postsPerSecond,
      @JsonProperty("deliveries_per_second") @Nullable Double deliveriesPerSecond,
      @JsonProperty("delivery_age_ms") @Nullable Double deliveryAgeMillis,
      @JsonProperty("listeners") int listeners) {}

  @GET
  @Answers("Pulse")
  public Answer pulse() {
    var hashes = access.values().ofShard(List.of(Keyspace.pulse()), List.of()).hashes().getFirst();
    Optional<Pulse> pulse =
        Pulse.of(access.values().await(hashes).values(), access.clock().millis());
    return new Answer(
        pulse.map(Pulse::posts).orElse(null),
        pulse.map(Pulse::deliveries).orElse(null),
        pulse.filter(now -> now.written() > 0).map(Pulse::age).orElse(null),
        listening.getAsInt());
  }
}
