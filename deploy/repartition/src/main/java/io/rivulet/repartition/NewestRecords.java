package io.rivulet.repartition;

import java.util.Arrays;

/// The newest record of each key, as hashes of both, in bounded memory.
final class NewestRecords {
  private static final int HASHES = 2;

  private static final int KEYS_AT_FIRST = 1_024;

  /// Hash of a key, hash of what is newest of it; both 0 where nothing is. Twice as many places as
  /// keys.
  private long[] table;

  private final int most;
  private int keys;

  /// @param most keys, a power of two
  NewestRecords(int most) {
    this.most = most;
    this.table = new long[2 * HASHES * Math.min(most, KEYS_AT_FIRST)];
  }

  /// Takes a record that is newer than all before.
  ///
  /// @param record 0 if it takes its key away
  /// @return false if there is no room for another key
  boolean put(long key, long record) {
    long wanted = key == 0 ? 1 : key;
    int at = place(wanted);
    if (table[at] == 0) {
      if (keys == most) {
        return false;
      }
      if (2 * HASHES * keys == table.length) {
        grow();
        at = place(wanted);
      }
      keys++;
      table[at] = wanted;
    }
    table[at + 1] = record;
    return true;
  }

  /// Where a key is, or has room.
  private int place(long key) {
    int mask = table.length / HASHES - 1;
    int place = (int) (Fingerprint.mixed(key) & mask);
    while (table[HASHES * place] != 0 && table[HASHES * place] != key) {
      place = (place + 1) & mask;
    }
    return HASHES * place;
  }

  private void grow() {
    long[] before = table;
    table = new long[2 * before.length];
    for (int at = 0; at < before.length; at += HASHES) {
      if (before[at] != 0) {
        System.arraycopy(before, at, table, place(before[at]), HASHES);
      }
    }
  }

  /// Of all that was not taken away.
  Fingerprint fingerprint() {
    Fingerprint all = Fingerprint.NOTHING;
    for (int at = 0; at < table.length; at += HASHES) {
      if (table[at] != 0 && table[at + 1] != 0) {
        all = all.plus(Fingerprint.mixed(table[at]) ^ table[at + 1]);
      }
    }
    return all;
  }

  void clear() {
    Arrays.fill(table, 0);
    keys = 0;
  }
}
