package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import io.rivulet.visible.Entry;
import io.rivulet.visible.VisibilityRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Hydrates and filters entries in two round trips: the bodies first; then, of those that may be
/// shown, the boosted originals together with all accounts and counts. Bodies carry the author of
/// what they boost, so that no third one is needed.
public final class Hydration {
  private final Values values;
  private final Posts posts;
  private final Profiles profiles;
  private final Bodies bodies;
  private final ReaderMeters meters;

  public Hydration(Access access, Profiles profiles) {
    this.values = access.values();
    this.posts = new Posts(access);
    this.profiles = profiles;
    this.meters = access.meters();
    this.bodies = new Bodies(meters);
  }

  private record Candidate(long id, PostBody post) {}

  /// The entries that are shown, in the order of `ids`.
  ///
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if a body is missing
  public List<Status> shown(Look look, long[] ids) {
    return shown(look, ids, _ -> true);
  }

  /// As [#shown(Look, long[])], of those that `wanted` accepts.
  public List<Status> shown(Look look, long[] ids, Predicate<PostBody> wanted) {
    List<Long> asked = LongStream.of(ids).boxed().toList();
    Map<Long, PostBody> found = values.await(posts.ask(asked, look.lately()));
    List<Candidate> candidates = new ArrayList<>();
    for (long id : ids) {
      PostBody post = bodies.require(Stored.POST, id, found.get(id));
      if (wanted.test(post) && visible(look, Entry.of(post))) {
        candidates.add(new Candidate(id, post));
      }
    }
    return complete(look, candidates);
  }

  /// One entry, if it exists and is shown. What has no body does not exist.
  public Optional<Status> find(Look look, long id) {
    PostBody post = values.await(posts.ask(List.of(id), look.lately())).get(id);
    return post == null || !visible(look, Entry.of(post))
        ? Optional.empty()
        : complete(look, List.of(new Candidate(id, post))).stream().findFirst();
  }

  private List<Status> complete(Look look, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    Set<Long> originals = new LinkedHashSet<>();
    Set<Long> accounts = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      accounts.add(candidate.post().author());
      if (candidate.post().boost()) {
        originals.add(candidate.post().boostOf());
        accounts.add(candidate.post().boostOfAuthor());
      }
    }
    var askedOriginals = posts.ask(List.copyOf(originals), look.lately());
    var askedProfiles = profiles.ask(List.copyOf(accounts));
    Map<Long, PostBody> foundOriginals = values.await(askedOriginals);
    Map<Long, Profile> foundProfiles = values.await(askedProfiles);
    List<Status> shown = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      PostBody post = candidate.post();
      PostBody original =
          post.boost()
              ? bodies.require(Stored.ORIGINAL, post.boostOf(), foundOriginals.get(post.boostOf()))
              : null;
      if (original == null || visible(look, new Entry(post, original))) {
        shown.add(status(candidate, original, foundProfiles));
      }
    }
    return shown;
  }

  private Status status(
      Candidate candidate, @Nullable PostBody original, Map<Long, Profile> found) {
    PostBody post = candidate.post();
    Status boosted =
        original == null
            ? null
            : new Status(post.boostOf(), original, author(original, found), null);
    return new Status(candidate.id(), post, author(post, found), boosted);
  }

  private Profile author(PostBody post, Map<Long, Profile> found) {
    return bodies.require(Stored.ACCOUNT, post.author(), found.get(post.author()));
  }

  private boolean visible(Look look, Entry entry) {
    VisibilityRules.Rule hiding = VisibilityRules.hiddenBy(look.place(), look.viewpoint(), entry);
    if (hiding != null) {
      meters.hidden(hiding);
    }
    return hiding == null;
  }
}
