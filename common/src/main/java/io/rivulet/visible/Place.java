package io.rivulet.visible;

/// Where an entry is looked at, which decides the rules that are asked.
public enum Place {
  /// In a home timeline.
  HOME,
  /// By its own id, or on its author's page: whoever goes there need not follow the author.
  LOOKED_UP
}
