package io.rivulet.bench.memory;

/// What a part of the keyspace takes in Redis.
///
/// @param users whose it is
/// @param entries in it
/// @param bytes by which `used_memory` grew
record RedisRow(String keyspace, long users, long entries, long bytes) {
  double aUser() {
    return (double) bytes / users;
  }

  double anEntry() {
    return (double) bytes / entries;
  }
}
