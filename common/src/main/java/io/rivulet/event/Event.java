package io.rivulet.event;

import org.jspecify.annotations.Nullable;

/// Something that happened and is true for ever: a validated record of one of the public topics.
public sealed interface Event permits PostEvent, RelationEvent, AccountEvent, ActEvent {

  /// The id whose decimal digits are the record's key, and so decide its partition.
  long key();

  /// The submission this was made from, or null if it came in over HTTP.
  @Nullable Origin origin();
}
