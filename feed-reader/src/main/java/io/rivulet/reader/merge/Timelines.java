package io.rivulet.reader.merge;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;

/// The ways to author timelines: Redis, and the cache of those of large authors.
public record Timelines(AuthorTimelines authors, PulledTimelines pulled) {
  public static Timelines of(Access access, TimelineLimits limits, HoldSettings settings) {
    AuthorTimelines authors = new AuthorTimelines(access, limits);
    return new Timelines(
        authors,
        new PulledTimelines(
            authors,
            access.meters(),
            new Held<>(settings, ids -> ids.size() * PackedIds.WIDTH, System::nanoTime)));
  }

  /// The definition evaluated over what is in Redis.
  public RecentEntries recent() {
    return new RecentEntries(authors);
  }
}
