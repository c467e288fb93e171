package io.rivulet.audit.stored;

import io.rivulet.audit.judge.Relationship;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Relations in Redis: a header (16 bytes with the format and the version, and a count of 4 bytes
/// for each section) and eleven sections, one after the other; ten in the format before, which is
/// written where nobody is notified.
///
/// @param sections empty if the value makes no sense
public record StoredRelations(List<List<Long>> sections) {
  private static final int FORMAT = 3;
  private static final int BEFORE = 2;
  private static final int SECTIONS = 11;
  private static final int COUNTS = 16;
  private static final int PULLED = 1;
  private static final int MUTING = 5;
  private static final int MUTED_UNTIL = 6;

  public StoredRelations {
    sections = List.copyOf(sections);
  }

  /// Decodes a value; null for one that is absent.
  public static @Nullable StoredRelations of(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    int format = value.length == 0 ? 0 : value[0];
    int there = format == BEFORE ? SECTIONS - 1 : SECTIONS;
    int header = COUNTS + there * Integer.BYTES;
    if (value.length < header || (format != FORMAT && format != BEFORE)) {
      return new StoredRelations(List.of());
    }
    List<Long> numbers = Numbers.from(value, header);
    List<List<Long>> sections = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < there; i++) {
      int count = ByteBuffer.wrap(value).getInt(COUNTS + i * Integer.BYTES);
      if (count < 0 || count > numbers.size() - from) {
        return new StoredRelations(List.of());
      }
      sections.add(numbers.subList(from, from + count));
      from += count;
    }
    if (there < SECTIONS) {
      sections.add(List.of());
    }
    boolean whole = header + from * Long.BYTES == value.length;
    boolean mutesEnd = sections.get(MUTING).size() == sections.get(MUTED_UNTIL).size();
    return new StoredRelations(whole && mutesEnd ? sections : List.of());
  }

  boolean well() {
    return !sections.isEmpty();
  }

  List<Long> of(Relationship relationship) {
    return sections.get(
        switch (relationship) {
          case FOLLOWING -> 0;
          case HIDING_BOOSTS -> 2;
          case REQUESTED -> 3;
          case BLOCKING -> 4;
          case BLOCKED_BY -> 7;
          case REQUESTED_BY -> 8;
          case NOTIFIED -> 10;
        });
  }

  /// Followed authors whose entries are not delivered to this viewer.
  public List<Long> pulled() {
    return well() ? sections.get(PULLED) : List.of();
  }

  List<Long> muting() {
    return sections.get(MUTING);
  }

  Map<Long, Long> mutedUntil() {
    Map<Long, Long> ends = new HashMap<>();
    for (int i = 0; i < muting().size(); i++) {
      ends.put(muting().get(i), sections.get(MUTED_UNTIL).get(i));
    }
    return ends;
  }
}
