package io.rivulet.audit.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post as it was from one record on, until the next version.
///
/// @param editedAt null as it was published
public record Version(LogPosition since, @Nullable Instant editedAt) {}
