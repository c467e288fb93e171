package io.rivulet.kept;

import java.time.Instant;

/// How far an account has read a timeline.
///
/// @param version grows by one with each move
public record Marker(long lastRead, int version, Instant at) {}
