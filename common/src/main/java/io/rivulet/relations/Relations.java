package io.rivulet.relations;

import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.PackedIds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The relations of one viewer as they lie in Redis, decoded.
///
/// | bytes | content |
/// |---|---|
/// | 0 | format: 3, or 2 without the last section where that is empty, which the version before reads too |
/// | 1–7 | zero |
/// | 8–15 | version: the offset in feed.deliveries.v1 of the change that made them; a lower one loses |
/// | 16… | a count of 4 bytes for each section |
/// | 60… | the sections one after the other, numbers of 8 bytes |
///
/// The sections are those of [Section]. Each is ascending, but [Section#MUTED_UNTIL], which is
/// parallel to [Section#MUTING].
public final class Relations {
  /// Where the version stands.
  public static final int VERSION_AT = 8;

  /// Where the number of accounts followed stands: 4 bytes.
  public static final int FOLLOWING_COUNT_AT = 16;

  /// What a viewer's relations consist of, in the order of the bytes.
  enum Section {
    FOLLOWING(0),
    /// Of those followed, the large authors whose entries are not delivered but read from their
    /// timelines.
    PULLED(1),
    HIDING_BOOSTS(2),
    /// Whom the viewer asked to follow.
    REQUESTED(3),
    BLOCKING(4),
    MUTING(5),
    /// Milliseconds since 1970.
    MUTED_UNTIL(6),
    BLOCKED_BY(7),
    /// Who asked to follow the viewer.
    REQUESTED_BY(8),
    /// How far the viewer's own changes are applied, for each partition of feed.relations.v1 that
    /// had some: the partition in the upper 16 bits, the offset of the last in the lower 48.
    APPLIED(9),
    /// The followed of whose posts the viewer is notified.
    NOTIFIED(10);

    /// Its place among the sections.
    final int index;

    Section(int index) {
      this.index = index;
    }
  }

  private static final byte FORMAT = 3;
  private static final byte BEFORE = 2;
  private static final Section[] SECTIONS = Section.values();
  private static final int COUNTS_AT = 16;
  private static final int OFFSET_BITS = 48;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  /// Of most viewers most sections are empty, and all of those are this one array.
  static final long[] NOBODY = new long[0];

  private final long version;
  private final long[][] sections;

  Relations(long version, long[][] sections) {
    this.version = version;
    this.sections = sections;
  }

  /// Relations of somebody who follows some accounts, and nothing else.
  ///
  /// @param following ascending; not copied
  public static Relations following(long version, long... following) {
    long[][] sections = empty();
    sections[Section.FOLLOWING.index] = following;
    return new Relations(version, sections);
  }

  /// Decodes a value.
  ///
  /// @return null for a key that is absent, which means unknown, not empty
  /// @throws CorruptTimelineException if the value is no relations
  public static @Nullable Relations decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    int there = value.length > 0 && value[0] == BEFORE ? SECTIONS.length - 1 : SECTIONS.length;
    if (value.length < header(there) || (value[0] != FORMAT && value[0] != BEFORE)) {
      throw new CorruptTimelineException("no header of relations in " + value.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long total = 0;
    for (int i = 0; i < there; i++) {
      total += Integer.toUnsignedLong(bytes.getInt(COUNTS_AT + i * Integer.BYTES));
    }
    if (header(there) + total * PackedIds.WIDTH != value.length) {
      throw new CorruptTimelineException(
          total + " relations do not fit " + value.length + " bytes");
    }
    long[][] sections = empty();
    int at = header(there);
    for (int i = 0; i < there; i++) {
      int count = bytes.getInt(COUNTS_AT + i * Integer.BYTES);
      if (count > 0) {
        sections[i] = new long[count];
        bytes.position(at).asLongBuffer().get(sections[i]);
        at += count * PackedIds.WIDTH;
      }
    }
    if (sections[Section.MUTING.index].length != sections[Section.MUTED_UNTIL.index].length) {
      throw new CorruptTimelineException("mutes and their ends do not agree");
    }
    return new Relations(bytes.getLong(VERSION_AT), sections);
  }

  private static long[][] empty() {
    long[][] sections = new long[SECTIONS.length][];
    Arrays.fill(sections, NOBODY);
    return sections;
  }

  /// Bytes in front of the sections.
  private static int header(int sections) {
    return COUNTS_AT + sections * Integer.BYTES;
  }

  public byte[] encode() {
    boolean before = section(Section.NOTIFIED).length == 0;
    int there = before ? SECTIONS.length - 1 : SECTIONS.length;
    int total = 0;
    for (long[] section : sections) {
      total += section.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(header(there) + total * PackedIds.WIDTH);
    bytes.put(0, before ? BEFORE : FORMAT).putLong(VERSION_AT, version).position(COUNTS_AT);
    for (int i = 0; i < there; i++) {
      bytes.putInt(sections[i].length);
    }
    for (long[] section : sections) {
      for (long number : section) {
        bytes.putLong(number);
      }
    }
    return bytes.array();
  }

  public long version() {
    return version;
  }

  /// Numbers in all sections together, for bounds of memory.
  public int size() {
    return Arrays.stream(sections).mapToInt(section -> section.length).sum() + SECTIONS.length;
  }

  /// The same relations under another version.
  public Relations at(long newVersion) {
    return new Relations(newVersion, sections);
  }

  /// Whom the viewer follows, ascending. Not copied: do not write to it.
  public long[] following() {
    return section(Section.FOLLOWING);
  }

  /// The followed whose entries have to be read from their timelines, ascending. Not copied.
  public long[] pulled() {
    return section(Section.PULLED);
  }

  /// Whom the viewer blocks, ascending. Not copied.
  public long[] blocking() {
    return section(Section.BLOCKING);
  }

  /// Whom the viewer mutes, ascending; mutes that have ended may be among them. Not copied.
  public long[] muting() {
    return section(Section.MUTING);
  }

  /// Who asked to follow the viewer, ascending. Not copied.
  public long[] requestedBy() {
    return section(Section.REQUESTED_BY);
  }

  public boolean follows(long account) {
    return contains(Section.FOLLOWING, account);
  }

  /// Whether entries of an author who is followed are not delivered to this viewer.
  public boolean pulls(long author) {
    return contains(Section.PULLED, author);
  }

  public boolean blockedBy(long account) {
    return contains(Section.BLOCKED_BY, account);
  }

  public boolean blocks(long account) {
    return contains(Section.BLOCKING, account);
  }

  /// Whether one of both blocks the other.
  public boolean apartFrom(long account) {
    return blocks(account) || blockedBy(account);
  }

  public boolean hidesBoostsOf(long account) {
    return contains(Section.HIDING_BOOSTS, account);
  }

  public boolean requestedBy(long account) {
    return contains(Section.REQUESTED_BY, account);
  }

  /// Whether an account is muted at a time.
  ///
  /// @param now milliseconds since 1970
  public boolean mutes(long account, long now) {
    return mutedUntil(account) > now;
  }

  private long mutedUntil(long account) {
    int at = Arrays.binarySearch(section(Section.MUTING), account);
    return at < 0 ? 0 : section(Section.MUTED_UNTIL)[at];
  }

  /// What the viewer is to an account.
  public Relation to(long account) {
    return new Relation(
        follows(account),
        contains(Section.REQUESTED, account),
        hidesBoostsOf(account),
        contains(Section.NOTIFIED, account),
        blocks(account),
        mutedUntil(account));
  }

  /// The offset up to which the viewer's own changes in a partition of feed.relations.v1 are
  /// applied, -1 if none is known to be.
  public long applied(int partition) {
    for (long applied : section(Section.APPLIED)) {
      if (applied >>> OFFSET_BITS == partition) {
        return applied & OFFSET_MASK;
      }
    }
    return -1;
  }

  static long packedPosition(int partition, long offset) {
    return ((long) partition << OFFSET_BITS) | (offset & OFFSET_MASK);
  }

  /// These relations with what the viewer changed a moment ago, as far as it is not applied yet.
  ///
  /// An author who is followed by such a change counts as pulled: perhaps nothing of his was
  /// delivered yet. That holds even where these relations say that he is followed: he may have been
  /// left and followed again, and what he published in between was not delivered.
  public Relations with(Collection<OwnRelation> lately) {
    List<OwnRelation> ahead =
        lately.stream().filter(own -> applied(own.partition()) < own.offset()).toList();
    if (ahead.isEmpty()) {
      return this;
    }
    RelationsBuilder builder = new RelationsBuilder(this);
    ahead.forEach(own -> builder.set(own.target(), own.relation(), true));
    return builder.build(version);
  }

  long[] section(Section section) {
    return sections[section.index];
  }

  private boolean contains(Section section, long account) {
    return Arrays.binarySearch(section(section), account) >= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Relations that
        && version == that.version
        && Arrays.deepEquals(sections, that.sections);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version) * 31 + Arrays.deepHashCode(sections);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Relations[version=").append(version);
    for (Section section : SECTIONS) {
      if (section(section).length > 0) {
        text.append(", ").append(section).append('=').append(Arrays.toString(section(section)));
      }
    }
    return text.append(']').toString();
  }
}
