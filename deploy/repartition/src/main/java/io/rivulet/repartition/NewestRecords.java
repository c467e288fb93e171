package io.rivulet.repartition;

import java.util.Arrays;

/// The newest record of each key, as hashes of both, in bounded memory.
final class NewestRecords {
  private static final int HASHES = 2;

  /// Hash of a key, hash of what is newest of it; both 0 where nothing is.
  private final long[] table;

  private final int most;
  private int keys;

  /// @param most keys, a power of two
  NewestRecords(int most) {
    this.most = most;
    this.table = new long[2 * HASHES * most];
  }

  /// Takes a record that is newer than all before.
  ///
  /// @param record 0 if it takes its key away
  /// @return false if there is no room for another key
  boolean put(long key, long record) {
    long wanted = key == 0 ? 1 : key;
    int mask = table.length / HASHES - 1;
    int at = (int) (Fingerprint.mixed(wanted) & mask);
    while (table[HASHES * at] != 0 && table[HASHES * at] != wanted) {
      at = (at + 1) & mask;
    }
    if (table[HASHES * at] == 0) {
      if (keys == most) {
        return false;
      }
      keys++;
      table[HASHES * at] = wanted;
    }
    table[HASHES * at + 1] = record;
    return true;
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
