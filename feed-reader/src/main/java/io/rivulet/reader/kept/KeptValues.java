package io.rivulet.reader.kept;

import io.rivulet.cold.Absent;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.timeline.CorruptTimelineException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what is kept for viewers, with what they changed a moment ago.
public final class KeptValues {
  private static final Logger logger = LoggerFactory.getLogger(KeptValues.class);

  private final Access access;

  public KeptValues(Access access) {
    this.access = access;
  }

  /// What is kept for a viewer.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether something is
  public Kept of(long viewer) {
    List<byte @Nullable []> found =
        Absent.unlessLost(
            () -> stored(viewer),
            values -> values.stream().allMatch(Objects::isNull),
            () -> access.cold().requireFilled(Shards.of(viewer)));
    return Kept.newer(decode(viewer, found.get(0)), decode(viewer, found.get(1)));
  }

  private List<byte @Nullable []> stored(long viewer) {
    return access
        .values()
        .await(access.values().get(List.of(Keyspace.kept(viewer), Keyspace.overlayKept(viewer))));
  }

  private Kept decode(long viewer, byte @Nullable [] value) {
    try {
      return KeptJson.decode(value);
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(Stored.KEPT);
      logger.error("what is kept for {} is corrupt: {}", viewer, e.getMessage());
      return Kept.NOTHING;
    }
  }
}
