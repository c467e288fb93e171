package io.rivulet.redis;

/// What a node says of its replication: `INFO replication`.
///
/// @param id `master_replid`, 40 hexadecimal digits: another one in each life as a primary
/// @param online replicas that receive its writes
record ReplicationInfo(String id, int online) {
  /// Reads what the node answers.
  ///
  /// @throws RedisUnavailableException if it is no primary, or not any more
  static ReplicationInfo parse(String answer) {
    String id = "";
    String role = "";
    int online = 0;
    for (String line : answer.lines().toList()) {
      if (line.startsWith("master_replid:")) {
        id = line.substring("master_replid:".length()).strip();
      } else if (line.startsWith("role:")) {
        role = line.substring("role:".length()).strip();
      } else if (line.startsWith("slave") && line.contains("state=online")) {
        online++;
      }
    }
    if (!role.equals("master") || id.isEmpty()) {
      throw new RedisUnavailableException(
          "a node that should take writes is a " + (role.isEmpty() ? "node unknown" : role));
    }
    return new ReplicationInfo(id, online);
  }
}
