package io.rivulet.reader.hydrate;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.HoldSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Hydrates and filters entries, see [Reading].
public final class Hydration {
  private final Access access;
  private final Posts posts;
  private final Profiles profiles;

  /// Holds bodies as settings say.
  ///
  /// @param nanoTime as [System#nanoTime]
  public Hydration(Access access, Profiles profiles, HoldSettings settings, LongSupplier nanoTime) {
    this.access = access;
    this.posts = new Posts(access, settings, nanoTime);
    this.profiles = profiles;
  }

  /// Begins a read.
  public Reading begin(Look look, Wanted wanted) {
    return new Reading(access, posts, profiles, look, wanted);
  }

  /// One entry as it is now, if it exists and is shown. What has no body does not exist.
  public Optional<Status> find(Look look, long id) {
    return find(List.of(look), id).getFirst();
  }

  /// One entry as it is now, for several who look, in their order.
  public List<Optional<Status>> find(List<Look> looks, long id) {
    Found post = posts.find(id);
    return looks.stream()
        .map(look -> post == null ? Optional.<Status>empty() : find(look, id, post))
        .toList();
  }

  private Optional<Status> find(Look look, long id, Found post) {
    Reading reading = begin(look, Wanted.ALL);
    reading.have(id, post);
    return reading.statuses(id).stream().findFirst();
  }
}
