package io.rivulet.reader.instance;

/// How much there is on this server.
///
/// @param statuses posts and boosts that are not deleted
public record InstanceSize(long accounts, long statuses) {
  /// What is told where nobody counts.
  public static final InstanceSize UNKNOWN = new InstanceSize(0, 0);
}
