package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.reaction.Standing;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.IdMap;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.page.Selection;
import io.rivulet.reader.page.Shown;
import io.rivulet.visible.Place;
import io.rivulet.visible.RepeatedBoosts.Candidate;
import io.rivulet.visible.VisibilityRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// One read of entries. It keeps what it has fetched, so that nothing is fetched twice and all of
/// one answer is judged by the same bodies.
///
/// Two round trips: the bodies first; then, of those that may be shown, the boosted originals
/// together with all accounts and counts. Bodies carry the author of what they boost, so that no
/// third one is needed. Entries that are only looked at to judge boosts come along in these; their
/// own originals are a third.
public final class Reading implements Selection<Judged> {
  /// Bodies of a page and of what has to be looked at beyond it if there are boosts.
  private static final int POSTS = 128;

  private static final int ACCOUNTS = 32;

  private final Access access;
  private final Posts posts;
  private final Profiles profiles;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Look look;
  private final Wanted wanted;
  private final IdMap<Found> found = new IdMap<>(POSTS);
  private final IdMap<Profile> accounts = new IdMap<>(ACCOUNTS);

  Reading(Access access, Posts posts, Profiles profiles, Look look, Wanted wanted) {
    this.access = access;
    this.posts = posts;
    this.profiles = profiles;
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.look = look;
    this.wanted = wanted;
  }

  /// A body that was fetched before.
  void have(long id, Found post) {
    found.put(id, post);
  }

  /// The entries that are shown, in the order of `ids`.
  ///
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if a body is missing
  @Override
  public List<Shown<Judged>> shown(long[] ids, Ahead ahead) {
    posts.ask(ids, look, _ -> look.author(), found).await();
    List<Judged> candidates = new ArrayList<>(ids.length);
    for (long id : ids) {
      Judged entry = new Judged(id, body(Stored.POST, id), null);
      if (wanted.test(id, entry.post()) && visible(entry)) {
        candidates.add(entry);
      }
    }
    fetchOriginals(candidates, ahead);
    List<Shown<Judged>> shown = new ArrayList<>(candidates.size());
    for (Judged candidate : candidates) {
      Judged entry = candidate.post().boost() ? withOriginal(candidate) : candidate;
      if (!entry.post().boost() || visible(entry)) {
        shown.add(new Shown<>(candidate(entry), entry));
      }
    }
    return shown;
  }

  private Judged withOriginal(Judged boost) {
    long original = boost.shows();
    return new Judged(boost.id(), boost.post(), body(Stored.ORIGINAL, original));
  }

  private PostBody body(Stored what, long id) {
    return bodies.require(what, id, found.get(id)).body();
  }

  private Candidate candidate(Judged entry) {
    boolean exempt =
        look.place() != Place.HOME || VisibilityRules.own(look.viewpoint(), entry.post());
    return new Candidate(entry.id(), entry.shows(), exempt);
  }

  private void fetchOriginals(List<Judged> candidates, Ahead ahead) {
    LongStream.Builder wanted = LongStream.builder();
    Map<Long, Long> authorsOf = new HashMap<>(0);
    boolean boosts = false;
    long oldest = Long.MAX_VALUE;
    for (Judged candidate : candidates) {
      if (candidate.post().boost()) {
        boosts = true;
        wanted.add(candidate.shows());
        authorsOf.put(candidate.shows(), candidate.post().boostOfAuthor());
        oldest = candidate(candidate).exempt() ? oldest : Math.min(oldest, candidate.shows());
      }
    }
    if (boosts) {
      if (oldest < Long.MAX_VALUE) {
        LongStream.of(ahead.downTo(oldest)).forEach(wanted);
      }
      LongUnaryOperator author = id -> authorsOf.getOrDefault(id, look.author());
      Arriving originals = posts.ask(wanted.build().toArray(), look, author, found);
      // Those of the first ids will mostly be served; later ones may be there to judge by only.
      Arriving authors =
          accounts.size() == 0
              ? profiles.ask(accountsOf(candidates), look.viewpoint().viewer(), accounts)
              : Arriving.NOTHING;
      originals.await();
      authors.await();
    }
  }

  /// Statuses of those entries that are shown, in the order of `ids`.
  ///
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if a body is missing, or nobody knows
  ///   whether there is an account
  public List<Status> statuses(long... ids) {
    try {
      return complete(entries(ids));
    } catch (NotYetException e) {
      // Of these accounts it is known now that there are none.
      return complete(entries(ids));
    }
  }

  private List<Judged> entries(long[] ids) {
    return shown(ids, Ahead.NONE).stream().map(Shown::entry).toList();
  }

  /// Statuses of entries that were shown.
  ///
  /// @throws NotYetException if an account does not exist; a read that begins anew leaves out what
  ///   names it
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if nobody knows whether there is one
  public List<Status> complete(List<Judged> entries) {
    Arriving authors = profiles.ask(accountsOf(entries), look.viewpoint().viewer(), accounts);
    Arriving reactions = look.reactions().ask(entries.stream().map(Judged::shows).toList(), access);
    authors.await();
    reactions.await();
    seekAuthors(entries);
    return entries.stream().map(this::status).toList();
  }

  /// The accounts of entries that were not fetched, each once.
  private List<Long> accountsOf(List<Judged> entries) {
    IdMap<Boolean> seen = new IdMap<>(ACCOUNTS);
    List<Long> authors = new ArrayList<>(entries.size());
    for (Judged entry : entries) {
      want(entry.post().author(), seen, authors);
      if (entry.post().boost()) {
        want(entry.post().boostOfAuthor(), seen, authors);
      }
    }
    return authors;
  }

  private void seekAuthors(List<Judged> entries) {
    for (Judged entry : entries) {
      PostBody post = entry.post();
      if (!accounts.contains(post.author())
          || (post.boost() && !accounts.contains(post.boostOfAuthor()))) {
        profiles.seek(accountsOf(entries)).forEach(accounts::put);
        return;
      }
    }
  }

  private void want(long account, IdMap<Boolean> seen, List<Long> authors) {
    if (!accounts.contains(account) && !seen.contains(account)) {
      seen.put(account, true);
      authors.add(account);
    }
  }

  private Status status(Judged entry) {
    long shows = entry.shows();
    Standing standing =
        look.reactions()
            .standing(shows, bodies.require(Stored.POST, shows, found.get(shows)).tally());
    PostBody original = entry.original();
    Status boosted =
        original == null ? null : new Status(shows, original, author(original), null, standing);
    return new Status(entry.id(), entry.post(), author(entry.post()), boosted, standing);
  }

  private Profile author(PostBody post) {
    return bodies.require(Stored.ACCOUNT, post.author(), accounts.get(post.author()));
  }

  private boolean visible(Judged entry) {
    PostBody post = entry.post();
    if (profiles.isNobody(post.author())
        || (post.boost() && profiles.isNobody(post.boostOfAuthor()))) {
      return false;
    }
    VisibilityRules.@Nullable Rule hiding =
        VisibilityRules.hiddenBy(look.place(), look.viewpoint(), entry.entry());
    if (hiding != null) {
      meters.hidden(hiding);
    }
    return hiding == null;
  }
}
