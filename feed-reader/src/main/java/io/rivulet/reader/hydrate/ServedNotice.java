package io.rivulet.reader.hydrate;

import io.rivulet.notice.Notice;
import org.jspecify.annotations.Nullable;

/// A notice with everything that is served with it.
///
/// @param status the post it is about, if it is about one
public record ServedNotice(Notice notice, Profile actor, @Nullable Status status) {}
