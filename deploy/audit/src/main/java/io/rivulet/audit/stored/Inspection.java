package io.rivulet.audit.stored;

import io.rivulet.audit.judge.AccountStates;
import io.rivulet.audit.judge.Bounds;
import io.rivulet.audit.judge.Relationship;
import io.rivulet.audit.judge.Stretch;
import io.rivulet.audit.model.ReferenceModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges what Redis held for one account at a moment of a stretch.
public final class Inspection {
  private static final int STATE = 24;
  private static final int AUTHOR_HEADER = 16;
  private static final int GENERATION = 16;

  private final ReferenceModel model;
  private final AccountStates states;
  private final long end;
  private final StoredAccount stored;
  private final List<Flaw> flaws = new ArrayList<>();

  private Inspection(ReferenceModel model, Stretch stretch, StoredAccount stored) {
    this.model = model;
    this.states = stretch.of(stored.account());
    this.end = stretch.end();
    this.stored = stored;
  }

  /// All flaws.
  ///
  /// @param model in the state of the stretch's end
  public static List<Flaw> flaws(ReferenceModel model, Stretch stretch, StoredAccount stored) {
    Inspection inspection = new Inspection(model, stretch, stored);
    StoredRelations relations = StoredRelations.of(stored.relations());
    inspection.relations(relations);
    inspection.author(stored.author());
    inspection.home(
        stored.state(),
        StoredHome.of(stored.home()),
        relations == null ? Set.of() : Set.copyOf(relations.pulled()));
    return inspection.flaws;
  }

  private void relations(@Nullable StoredRelations relations) {
    if (relations == null || !relations.well()) {
      found("relations", relations == null ? "absent" : "no relations are in it");
      return;
    }
    for (Relationship relationship : Relationship.values()) {
      String name = relationship.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      List<Long> accounts = relations.of(relationship);
      Numbers.disorder(accounts, 0)
          .ifPresent(text -> found("relations", "of " + name + " " + text));
      compare("relations", name, states.relations(relationship), accounts);
    }
    Numbers.disorder(relations.muting(), 0)
        .ifPresent(text -> found("relations", "of muting " + text));
    // Mutes that have ended may be there or not.
    Bounds<Map.Entry<Long, Long>> mutes = new Bounds<>();
    mutes.add(unended(states.mutes().ever()));
    mutes.add(unended(states.mutes().always()));
    compare("relations", "muting", mutes, unended(relations.mutedUntil().entrySet()));
  }

  private Set<Map.Entry<Long, Long>> unended(Collection<Map.Entry<Long, Long>> mutes) {
    Set<Map.Entry<Long, Long>> left = new HashSet<>(mutes);
    left.removeIf(mute -> mute.getValue() <= end);
    return left;
  }

  private <T> void compare(String value, String name, Bounds<T> bounds, Collection<T> there) {
    Set<T> set = new HashSet<>(there);
    for (T expected : bounds.always()) {
      if (!set.contains(expected)) {
        found(value, name + " lacks " + expected);
      }
    }
    for (T actual : set) {
      if (!bounds.ever().contains(actual)) {
        found(value, name + " has " + actual + " and must not");
      }
    }
  }

  private void author(byte @Nullable [] value) {
    if (value == null || value.length < AUTHOR_HEADER || value[0] != 1) {
      found("author", value == null ? "absent" : "no author timeline");
      return;
    }
    long floor = ByteBuffer.wrap(value).getLong(8);
    List<Long> ids = Numbers.from(value, AUTHOR_HEADER);
    if (value.length % Long.BYTES != 0) {
      found("author", "a part of an id is at its end");
    }
    Numbers.disorder(ids, floor).ifPresent(text -> found("author", text));
    lacks("author", states.recent().always(), ids);
    for (long id : ids) {
      if (model.author(id) != stored.account()) {
        found("author", "has " + id + ", which the account never published");
      }
    }
  }

  private void home(byte @Nullable [] state, @Nullable StoredHome home, Set<Long> pulled) {
    if (state == null || state.length != STATE) {
      found("state", state == null ? "absent" : "no state of a shard");
      return;
    }
    if (home == null) {
      return;
    }
    if (!home.well()) {
      found("home", "no home timeline");
      return;
    }
    // One of another generation was dropped with its shard and is void.
    if (home.generation() != ByteBuffer.wrap(state).getLong(GENERATION)) {
      return;
    }
    Numbers.disorder(home.ids(), home.floor()).ifPresent(text -> found("home", text));
    if (home.complete()) {
      complete(home, pulled);
    }
  }

  private void complete(StoredHome home, Set<Long> pulled) {
    if (home.completedAt() == 0) {
      found("home", "complete, but no rebuild has completed it");
    }
    List<Long> expected = new ArrayList<>();
    for (long id : states.kept().always()) {
      if (id > home.floor() && !pulled.contains(model.author(id))) {
        expected.add(id);
      }
    }
    lacks("home", expected, home.ids());
  }

  private void lacks(String value, Collection<Long> expected, List<Long> ids) {
    Set<Long> there = new HashSet<>(ids);
    List<Long> missing = expected.stream().filter(id -> !there.contains(id)).sorted().toList();
    if (!missing.isEmpty()) {
      found(
          value,
          missing.size() == 1
              ? "lacks " + missing.getFirst()
              : "lacks %d entries, the newest %d".formatted(missing.size(), missing.getLast()));
    }
  }

  private void found(String value, String text) {
    flaws.add(new Flaw(stored.account(), value, text));
  }
}
