package io.rivulet.id;

import java.time.Instant;

/// The layout of an id: 41 bits of milliseconds since [#EPOCH], one bit of kind, 21 bits that tell
/// apart what falls into one millisecond.
///
/// Kind 0 is made by a node ([IdGenerator]), kind 1 from the position of a submission, so the two
/// never collide. 41 bits last until 2089; the greatest id has 19 digits, the most that clients
/// accept.
public final class Ids {

  /// Milliseconds of ids count from here.
  public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

  /// The greatest node number.
  public static final int MAX_NODE = 511;

  /// The greatest partition of the submissions topic that an id can name.
  public static final int MAX_SUBMISSION_PARTITION = 255;

  /// Bits of an id below its milliseconds.
  public static final int TIME_SHIFT = 22;

  static final long MAX_MILLIS = (1L << 41) - 1;
  static final long SUBMISSION_KIND = 1L << 21;

  private static final long EPOCH_MILLIS = EPOCH.toEpochMilli();
  private static final int OFFSET_BITS = 13;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  /// Milliseconds over which boosts of what lies ahead are spread.
  private static final long AHEAD_MASK = 1_023;

  private Ids() {}

  /// The id of what a submission creates: the same for every replay of the same record.
  ///
  /// Two records of a partition get the same id only if 8,192 offsets apart within one millisecond
  /// of log-append time, that is above eight million records a second in one partition.
  ///
  /// @param logAppendTime the record's timestamp, which the topic sets to the broker's time
  /// @throws IllegalArgumentException if the partition, the offset or the time is out of range
  public static long ofSubmission(int partition, long offset, Instant logAppendTime) {
    if (partition < 0 || partition > MAX_SUBMISSION_PARTITION) {
      throw new IllegalArgumentException(
          "partition: expected 0 to " + MAX_SUBMISSION_PARTITION + ", found " + partition);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset: expected at least 0, found " + offset);
    }
    return at(millis(logAppendTime.toEpochMilli()), partition, offset);
  }

  /// The id of what a record of another topic makes, beside posts: as [#ofSubmission], and of a
  /// time that cannot be one the nearest that can.
  public static long ofRecord(int partition, long offset, Instant time) {
    long millis = Math.clamp(time.toEpochMilli() - EPOCH_MILLIS, 1, MAX_MILLIS);
    return at(millis, partition & MAX_SUBMISSION_PARTITION, offset);
  }

  private static long at(long millis, int partition, long offset) {
    return (millis << TIME_SHIFT)
        | SUBMISSION_KIND
        | ((long) partition << OFFSET_BITS)
        | (offset & OFFSET_MASK);
  }

  /// The id of a boost that a submission makes: above its original's, and the same for every
  /// replay. It is that of [#ofSubmission], unless the original was made on a clock ahead of the
  /// broker's.
  ///
  /// Then it follows the original by at least a millisecond, and by one more for each 8,192 offsets
  /// (modulo 1,024): boosts of one original would otherwise all lie in one millisecond, where two
  /// that are 8,192 offsets apart would get the same id.
  ///
  /// @throws IllegalArgumentException as [#ofSubmission]
  public static long ofBoost(int partition, long offset, Instant logAppendTime, long original) {
    long plain = ofSubmission(partition, offset, logAppendTime);
    if (!logAppendTime.isAfter(time(original))) {
      long block = (offset >>> OFFSET_BITS) & AHEAD_MASK;
      return ofSubmission(partition, offset, time(original).plusMillis(1 + block));
    }
    return plain;
  }

  /// When the id was made, to the millisecond.
  public static Instant time(long id) {
    return EPOCH.plusMillis(check(id) >>> TIME_SHIFT);
  }

  /// The smallest id that can be made at or after an instant: a cursor for paging by time.
  public static long firstAt(Instant time) {
    return Math.max(1, millis(time.toEpochMilli()) << TIME_SHIFT);
  }

  /// The id itself, if it can be one.
  ///
  /// @throws IllegalArgumentException if the id is not positive
  public static long check(long id) {
    if (id <= 0) {
      throw new IllegalArgumentException("id: expected a positive number, found " + id);
    }
    return id;
  }

  /// Reads an id in decimal digits, without sign or leading zeros.
  ///
  /// @return the id, or 0 if the text is none
  public static long parse(String text) {
    int length = text.length();
    if (length == 0 || length > 19 || text.charAt(0) == '0') {
      return 0;
    }
    long id = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      id = id * 10 + digit;
    }
    // Nineteen digits overflow at most once, into the negative.
    return Math.max(id, 0);
  }

  static long millis(long epochMillis) {
    long millis = epochMillis - EPOCH_MILLIS;
    if (millis < 0 || millis > MAX_MILLIS) {
      throw new IllegalArgumentException(
          "time: expected 2020-01-01 to 2089-09-06, found " + Instant.ofEpochMilli(epochMillis));
    }
    return millis;
  }
}
