package io.rivulet.bench.ceiling;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/// What fills timelines, one after the other.
final class Fill {
  /// Timelines that one call delivers to; each gets many entries.
  static final int CALL = 50;

  /// Of a rebuild; nothing expires while something is measured.
  private static final Duration TIME_TO_LIVE = Duration.ofDays(14);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] STRLEN = "STRLEN".getBytes(StandardCharsets.US_ASCII);

  private Fill() {}

  /// Entries in turn: the first of each timeline, the second of each …
  private static byte[] entries(Homes homes, Clock clock, int at, int count) {
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = clock.ahead((long) i * homes.size() + at + 1);
    }
    return PackedIds.pack(ids);
  }

  /// Rebuilds.
  static final class Rebuilds implements Load {
    private final Homes homes;
    private final byte[] ids;
    private int at;

    Rebuilds(Homes homes, Clock clock, int entries) {
      this.homes = homes;
      this.ids = entries(homes, clock, 0, entries);
    }

    @Override
    public void next(Requests requests) {
      long viewer = homes.viewer(at++);
      requests.add(Rebuild.beginRequest(viewer, viewer, PATIENCE).command());
      requests.add(
          Rebuild.mergeRequest(viewer, viewer, 0, ids, TimelineLimits.DEFAULT, TIME_TO_LIVE)
              .command());
    }

    @Override
    public int answers() {
      return 2;
    }
  }

  /// Delivers.
  static final class Visits implements Load {
    private final Homes homes;
    private final Clock clock;
    private final IntUnaryOperator entries;
    private int at;

    /// @param entries of each timeline
    Visits(Homes homes, Clock clock, IntUnaryOperator entries) {
      this.homes = homes;
      this.clock = clock;
      this.entries = entries;
    }

    @Override
    public void next(Requests requests) {
      Call call = new Call(homes);
      for (int end = Math.min(at + CALL, homes.size()); at < end; at++) {
        call.add(at, entries(homes, clock, at, entries.applyAsInt(at)));
      }
      call.write(requests);
    }
  }

  /// Asks for the length of each value.
  static final class Lengths implements Load {
    private final long[] viewers;
    private int at;

    Lengths(long[] viewers) {
      this.viewers = viewers;
    }

    @Override
    public void next(Requests requests) {
      requests.begin(2);
      requests.argument(STRLEN);
      requests.argument(Keyspace.home(viewers[at++]));
    }
  }
}
