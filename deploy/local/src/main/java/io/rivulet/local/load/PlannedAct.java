package io.rivulet.local.load;

/// An act, and which way it is to take.
///
/// @param submitted as a record of `feed.submissions.v1` if there is such a submission; otherwise
///   over HTTP
record PlannedAct(LoadAct act, boolean submitted) {}
