package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.page.Selection.Ahead;
import io.rivulet.reader.page.Shown;
import java.util.List;
import java.util.Optional;

/// Hydrates and filters entries, see [Reading].
public final class Hydration {
  private final Access access;
  private final Posts posts;
  private final Profiles profiles;

  public Hydration(Access access, Profiles profiles) {
    this.access = access;
    this.posts = new Posts(access);
    this.profiles = profiles;
  }

  /// Begins a read.
  public Reading begin(Look look, Wanted wanted) {
    return new Reading(access, posts, profiles, look, wanted);
  }

  /// One entry, if it exists and is shown. What has no body does not exist.
  public Optional<Status> find(Look look, long id) {
    PostBody post = access.values().await(posts.ask(List.of(id), look.lately())).get(id);
    if (post == null) {
      return Optional.empty();
    }
    Reading reading = begin(look, Wanted.ALL);
    reading.have(id, post);
    List<Judged> shown =
        reading.shown(new long[] {id}, Ahead.NONE).stream().map(Shown::entry).toList();
    return reading.complete(shown).stream().findFirst();
  }
}
