package io.rivulet.reader.home;

import io.rivulet.event.Visibility;
import io.rivulet.reader.page.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The definition of a home timeline, written down once more and as simply as can be.
final class HomeModel {
  private static final int REPEATED_WITHIN = 80;

  private final int accounts;
  private final int kept;

  final TreeMap<Long, Published> entries = new TreeMap<>();
  final Set<Long> deleted = new HashSet<>();
  private final Map<List<Long>, Pair> pairs = new HashMap<>();

  HomeModel(int accounts, int kept) {
    this.accounts = accounts;
    this.kept = kept;
  }

  /// @param answers the author answered, or 0
  /// @param mentions the account mentioned, or 0
  /// @param boostOf the post boosted, or 0
  record Published(
      long id, long author, Visibility visibility, long answers, long mentions, long boostOf) {}

  /// What one account made of its relation to another.
  record Pair(boolean follows, boolean hidesBoosts, boolean blocks, long mutedUntil) {
    static final Pair NONE = new Pair(false, false, false, 0);

    Pair follow(boolean boosts) {
      return blocks ? this : new Pair(true, !boosts, false, mutedUntil);
    }

    Pair unfollow() {
      return new Pair(false, false, blocks, mutedUntil);
    }

    Pair block() {
      return new Pair(false, false, true, mutedUntil);
    }

    Pair unblock() {
      return new Pair(follows, hidesBoosts, false, mutedUntil);
    }

    Pair mute(long until) {
      return new Pair(follows, hidesBoosts, blocks, until);
    }
  }

  Pair pair(long viewer, long target) {
    return pairs.getOrDefault(List.of(viewer, target), Pair.NONE);
  }

  void set(long viewer, long target, Pair pair) {
    pairs.put(List.of(viewer, target), pair);
  }

  /// home(viewer), newest first.
  List<Long> home(long viewer, long now) {
    List<Published> all = new ArrayList<>();
    for (long author = 1; author <= accounts; author++) {
      long whose = author;
      if (author == viewer || pair(viewer, author).follows()) {
        entries.descendingMap().values().stream()
            .filter(entry -> entry.author() == whose)
            .limit(kept)
            .forEach(all::add);
      }
    }
    all.sort((a, b) -> Long.compare(a.id(), b.id()));
    List<Published> shown = new ArrayList<>();
    for (Published entry : all) {
      if (visible(viewer, now, entry) && (own(viewer, entry) || !repeated(entry, shown))) {
        shown.add(entry);
      }
    }
    return shown.reversed().stream().map(Published::id).toList();
  }

  private static boolean repeated(Published entry, List<Published> shown) {
    return shown.subList(Math.max(0, shown.size() - REPEATED_WITHIN), shown.size()).stream()
        .anyMatch(older -> shows(older) == shows(entry));
  }

  private static long shows(Published entry) {
    return entry.boostOf() == 0 ? entry.id() : entry.boostOf();
  }

  private static boolean own(long viewer, Published entry) {
    return entry.author() == viewer || entry.answers() == viewer;
  }

  private boolean visible(long viewer, long now, Published entry) {
    if (deleted.contains(entry.id()) || deleted.contains(entry.boostOf())) {
      return false;
    }
    if (own(viewer, entry)) {
      return true;
    }
    Published original = entries.get(entry.boostOf());
    return mayRead(viewer, entry)
        && mayRead(viewer, original)
        && !apart(viewer, entry)
        && !apart(viewer, original)
        && pair(viewer, entry.author()).mutedUntil() <= now
        && (original == null || pair(viewer, original.author()).mutedUntil() <= now)
        && (original == null || !pair(viewer, entry.author()).hidesBoosts())
        && (entry.answers() == 0 || pair(viewer, entry.answers()).follows());
  }

  private boolean mayRead(long viewer, @Nullable Published entry) {
    if (entry == null || entry.author() == viewer) {
      return true;
    }
    return switch (entry.visibility()) {
      case PUBLIC, UNLISTED -> true;
      case FOLLOWERS -> pair(viewer, entry.author()).follows();
      case DIRECT -> entry.mentions() == viewer;
    };
  }

  private boolean apart(long viewer, @Nullable Published entry) {
    return entry != null && (apart(viewer, entry.author()) || apart(viewer, entry.mentions()));
  }

  private boolean apart(long viewer, long account) {
    return pair(viewer, account).blocks() || pair(account, viewer).blocks();
  }

  List<Long> page(long viewer, long now, PageRequest request) {
    List<Long> home = home(viewer, now).stream().filter(request.window()::contains).toList();
    int limit = Math.min(request.limit(), home.size());
    return request.window().oldestFirst()
        ? home.subList(home.size() - limit, home.size())
        : home.subList(0, limit);
  }

  Published entry(long id) {
    return Objects.requireNonNull(entries.get(id));
  }
}
