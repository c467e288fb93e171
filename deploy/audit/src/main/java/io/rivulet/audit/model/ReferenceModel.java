package io.rivulet.audit.model;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.Origin;
import io.rivulet.event.PostEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `home(u)` by its definition, from the records of the three topics of truth.
///
/// Records of one partition have to come in the order of their offsets, those of different
/// partitions in any order. Times are milliseconds since 1970. Not for concurrent use.
public final class ReferenceModel {
  /// How many entries of an author count.
  public static final int RECENT = 800;

  /// Among how many next-older shown entries a repetition is looked for.
  public static final int REPEATED_WITHIN = 80;

  /// Submissions come in order for each partition of theirs, as far as one partition of a topic
  /// goes.
  private record Source(String topic, int partition, int submissions) {}

  private final Posts posts = new Posts();
  private final Standings standings = new Standings();
  private final Map<Long, AccountUpdated> accounts = new LinkedHashMap<>();
  private final Map<Source, Long> highestOrigin = new HashMap<>();

  /// Takes a record over.
  ///
  /// @return false if it means nothing: a replay, a repetition, a change of what is not there
  public boolean apply(LogPosition at, Event event) {
    if (isReplay(at, event)) {
      return false;
    }
    return switch (event) {
      case PostEvent post -> posts.apply(at, post);
      case RelationEvent relation -> {
        standings.apply(at, relation);
        yield true;
      }
      case AccountUpdated account -> {
        accounts.put(account.id(), account);
        yield true;
      }
      // No timeline depends on them.
      case ActEvent _ -> false;
    };
  }

  /// Whether an event was made from a submission that was seen before, or an earlier one.
  private boolean isReplay(LogPosition at, Event event) {
    Origin origin = event.origin();
    if (origin == null) {
      return false;
    }
    Source source = new Source(Topics.of(event), at.partition(), origin.partition());
    Long highest = highestOrigin.get(source);
    if (highest != null && origin.order() <= highest) {
      return true;
    }
    highestOrigin.put(source, origin.order());
    return false;
  }

  /// The home timeline, newest first.
  public List<Long> home(long viewer, long now) {
    List<Long> home = new ArrayList<>();
    judge(viewer, now)
        .forEach(
            (id, verdict) -> {
              if (verdict.shown()) {
                home.add(id);
              }
            });
    return home.reversed();
  }

  /// Why an entry is in the home timeline, or is not.
  public Verdict explain(long viewer, long id, long now) {
    PostHistory entry = posts.get(id);
    if (entry == null) {
      return new Verdict(false, Rule.NOT_PUBLISHED, List.of());
    }
    Verdict verdict = judge(viewer, now).get(id);
    if (verdict != null) {
      return verdict;
    }
    Verdict deleted = new Table(posts, standings, viewer, now).judge(entry);
    if (deleted != null && deleted.rule() == Rule.DELETED) {
      return deleted;
    }
    return authors(viewer).contains(entry.author())
        ? Table.hidden(Rule.NOT_RECENT, entry, null)
        : Table.hidden(Rule.NOT_FOLLOWED, entry, standings.of(viewer, entry.author()).unfollowed);
  }

  /// The verdicts on all recent entries of the viewer and of whom he follows, oldest first: whether
  /// an older one is shown has to be known before a repetition of it is judged.
  private Map<Long, Verdict> judge(long viewer, long now) {
    Table table = new Table(posts, standings, viewer, now);
    Map<Long, Verdict> verdicts = new LinkedHashMap<>();
    List<PostHistory> shown = new ArrayList<>();
    for (long id : entries(viewer)) {
      PostHistory entry = known(id);
      Verdict verdict = table.judge(entry);
      if (verdict == null) {
        PostHistory older = showsTheSame(shown, entry);
        verdict =
            older == null
                ? new Verdict(true, Rule.SHOWN, List.of(entry.published))
                : Table.hidden(Rule.REPEATED_BOOST, entry, older.published);
      }
      if (verdict.shown()) {
        shown.add(entry);
      }
      verdicts.put(id, verdict);
    }
    return verdicts;
  }

  private static @Nullable PostHistory showsTheSame(List<PostHistory> shown, PostHistory entry) {
    for (PostHistory older :
        shown.subList(Math.max(0, shown.size() - REPEATED_WITHIN), shown.size())) {
      if (older.shows() == entry.shows()) {
        return older;
      }
    }
    return null;
  }

  private PostHistory known(long id) {
    PostHistory post = posts.get(id);
    if (post == null) {
      throw new IllegalStateException("post " + id);
    }
    return post;
  }

  private Set<Long> authors(long viewer) {
    Set<Long> authors = following(viewer);
    authors.add(viewer);
    return authors;
  }

  /// The recent entries of the viewer and of whom he follows, oldest first, shown or not.
  private Set<Long> entries(long viewer) {
    Set<Long> entries = new TreeSet<>();
    authors(viewer).forEach(author -> entries.addAll(recent(author)));
    return entries;
  }

  /// What a complete timeline must hold: not only what is shown now, but all that a later change of
  /// relations, or time, may show without anything being delivered.
  public Set<Long> kept(long viewer, long now) {
    Set<Long> kept = new TreeSet<>();
    judge(viewer, now)
        .forEach(
            (id, verdict) -> {
              if (verdict.rule() != Rule.DELETED && verdict.rule() != Rule.VISIBILITY) {
                kept.add(id);
              }
            });
    return kept;
  }

  /// recent(author), newest first.
  public List<Long> recent(long author) {
    return posts.recent(author, RECENT);
  }

  /// The author of an entry, 0 if it was never published.
  public long author(long id) {
    PostHistory post = posts.get(id);
    return post == null ? 0 : post.author();
  }

  /// The post that an entry shows: of a boost the original, else itself. 0 if it was never
  /// published.
  public long shows(long id) {
    PostHistory post = posts.get(id);
    return post == null ? 0 : post.shows();
  }

  /// What a post said from when on; empty if it was never published.
  public List<Version> versions(long id) {
    PostHistory post = posts.get(id);
    return post == null ? List.of() : post.versions();
  }

  /// Whether an event that was just applied may change what this viewer sees. True too often rather
  /// than too rarely.
  public boolean concerns(Event event, long viewer) {
    return switch (event) {
      // Somebody whom the viewer follows may have boosted a post of somebody whom he does not.
      case PostEvent post ->
          post.author() == viewer
              || standings.of(viewer, post.author()).following != null
              || posts.isBoosted(post);
      case RelationEvent relation -> relation.viewer() == viewer || relation.target() == viewer;
      case AccountUpdated _, ActEvent _ -> false;
    };
  }

  /// When mutes of a viewer end by themselves, from `after` (excluded) to `until` (included).
  public Set<Long> muteEnds(long viewer, long after, long until) {
    Set<Long> ends = new TreeSet<>(mutedUntil(viewer).values());
    ends.removeIf(end -> end <= after || end > until);
    return ends;
  }

  /// All accounts, by id, in the order in which they were first seen.
  public Collection<AccountUpdated> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  public Set<Long> following(long viewer) {
    return standings.targets(viewer, standing -> standing.following != null);
  }

  /// Whom the viewer asked to follow, who has not answered.
  public Set<Long> requested(long viewer) {
    return standings.targets(viewer, standing -> standing.requested != null);
  }

  /// Who asked to follow the viewer.
  public Set<Long> requestedBy(long viewer) {
    return standings.viewers(viewer, standing -> standing.requested != null);
  }

  public Set<Long> hidingBoosts(long viewer) {
    return standings.targets(viewer, standing -> standing.hidesBoosts != null);
  }

  /// Of whose posts the viewer is notified, or will be once he may follow.
  public Set<Long> notified(long viewer) {
    return standings.targets(viewer, standing -> standing.notified != null);
  }

  public Set<Long> blocking(long viewer) {
    return standings.targets(viewer, standing -> standing.blocking != null);
  }

  public Set<Long> blockedBy(long viewer) {
    return standings.viewers(viewer, standing -> standing.blocking != null);
  }

  /// Whom the viewer mutes and when each mute ends, [Long#MAX_VALUE] if it does not by itself;
  /// mutes that have ended are among them.
  public Map<Long, Long> mutedUntil(long viewer) {
    Map<Long, Long> ends = new HashMap<>();
    for (long target : standings.targets(viewer, standing -> standing.muted != null)) {
      ends.put(target, standings.of(viewer, target).mutedUntil());
    }
    return ends;
  }
}
