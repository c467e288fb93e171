package io.rivulet.e2e.guarantee;

/// A moment by which the fan-out had done all that was answered before an earlier one.
///
/// @param seen the earlier moment, in nanoseconds since the recording began
/// @param settled when all of it was committed and so is in Redis
record Mark(long seen, long settled) {}
