package io.rivulet.relations;

import io.rivulet.relations.Relations.Section;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Changes relations, or puts them together from those to single accounts.
public final class RelationsBuilder {
  private final Map<Section, SortedIds> accounts = new EnumMap<>(Section.class);
  private final TreeMap<Long, Long> mutedUntil = new TreeMap<>();
  private final TreeMap<Integer, Long> applied = new TreeMap<>();

  /// Begins with nothing.
  public RelationsBuilder() {
    this(Relations.following(0));
  }

  /// Begins with relations that are there.
  public RelationsBuilder(Relations relations) {
    for (Section section : Section.values()) {
      accounts.put(section, new SortedIds(relations.section(section)));
    }
    for (long account : relations.muting()) {
      mutedUntil.put(account, relations.to(account).mutedUntil());
    }
    for (long position : relations.section(Section.APPLIED)) {
      int partition = (int) (position >>> (Long.SIZE - Short.SIZE));
      applied.put(partition, relations.applied(partition));
    }
  }

  /// What the viewer is to an account from now on.
  ///
  /// @param pulled whether the account is a large author; counts only where it is followed
  public RelationsBuilder set(long account, Relation relation, boolean pulled) {
    put(Section.FOLLOWING, account, relation.following());
    put(Section.PULLED, account, relation.following() && pulled);
    put(Section.HIDING_BOOSTS, account, relation.hidesBoosts());
    put(Section.NOTIFIED, account, relation.notified());
    put(Section.REQUESTED, account, relation.requested());
    put(Section.BLOCKING, account, relation.blocking());
    if (relation.mutedUntil() == 0) {
      mutedUntil.remove(account);
    } else {
      mutedUntil.put(account, relation.mutedUntil());
    }
    return this;
  }

  /// What an account is to the viewer from now on, as far as the viewer's side has to know it.
  public RelationsBuilder setInverse(long account, boolean blockedBy, boolean requestedBy) {
    put(Section.BLOCKED_BY, account, blockedBy);
    put(Section.REQUESTED_BY, account, requestedBy);
    return this;
  }

  /// Notes that the viewer's changes in a partition of feed.relations.v1 are applied up to an
  /// offset. A lower one than before means nothing.
  public RelationsBuilder applied(int partition, long offset) {
    applied.merge(partition, offset, Math::max);
    return this;
  }

  public Relations build(long version) {
    long[][] sections = new long[Section.values().length][];
    accounts.forEach((section, ids) -> put(sections, section, ids.toArray()));
    put(sections, Section.MUTING, array(mutedUntil.keySet()));
    put(sections, Section.MUTED_UNTIL, array(mutedUntil.values()));
    put(
        sections,
        Section.APPLIED,
        applied.entrySet().stream()
            .mapToLong(entry -> Relations.packedPosition(entry.getKey(), entry.getValue()))
            .toArray());
    return new Relations(version, sections);
  }

  private static void put(long[][] sections, Section section, long[] values) {
    sections[section.index] = values.length == 0 ? Relations.NOBODY : values;
  }

  private static long[] array(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private void put(Section section, long account, boolean holds) {
    Objects.requireNonNull(accounts.get(section)).put(account, holds);
  }
}
