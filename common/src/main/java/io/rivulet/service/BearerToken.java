package io.rivulet.service;

import java.time.Instant;
import java.util.Optional;

/// What a verified token says.
///
/// @param id the claim `jti`, by which it can be taken back; empty if it has none
/// @param client id of the application that asked for it
public record BearerToken(Viewer viewer, String id, Optional<String> client, Instant expires) {}
