package io.rivulet.audit.judge;

import io.rivulet.audit.model.ReferenceModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// All states that one account has been in, by the model, while it was looked at.
public final class AccountStates {
  private final Bounds<Long> home = new Bounds<>();
  private final Bounds<Long> kept = new Bounds<>();
  private final Bounds<Long> recent = new Bounds<>();
  private final Map<Relationship, Bounds<Long>> relations = new EnumMap<>(Relationship.class);
  private final Bounds<Map.Entry<Long, Long>> mutes = new Bounds<>();
  private int states;

  AccountStates() {
    for (Relationship relationship : Relationship.values()) {
      relations.put(relationship, new Bounds<>());
    }
  }

  /// Adds the state the model is in. Mutes end between the two times, so the home is taken at both
  /// and whenever one ends.
  void add(ReferenceModel model, long account, long begin, long end) {
    Set<Long> times = model.muteEnds(account, begin, end);
    states += 1 + times.size();
    times.add(begin);
    times.add(end);
    for (long time : times) {
      home.add(model.home(account, time));
      kept.add(model.kept(account, time));
    }
    recent.add(model.recent(account));
    relations.forEach((relationship, bounds) -> bounds.add(relationship.of(model, account)));
    mutes.add(model.mutedUntil(account).entrySet());
  }

  /// Whether nothing changed: the account has been in one state, and what differs from it is wrong.
  public boolean still() {
    return states == 1;
  }

  /// home(account).
  public Bounds<Long> home() {
    return home;
  }

  /// What a complete timeline must hold, see [ReferenceModel#kept].
  public Bounds<Long> kept() {
    return kept;
  }

  /// recent(account).
  public Bounds<Long> recent() {
    return recent;
  }

  public Bounds<Long> relations(Relationship relationship) {
    return Objects.requireNonNull(relations.get(relationship));
  }

  /// Who is muted until when.
  public Bounds<Map.Entry<Long, Long>> mutes() {
    return mutes;
  }
}
