package io.rivulet.reader.page;

import io.rivulet.visible.RepeatedBoosts.Candidate;

/// An entry that all rows of the table show but perhaps *repeated boost*.
///
/// @param candidate what that row looks at
public record Shown<T>(Candidate candidate, T entry) {}
