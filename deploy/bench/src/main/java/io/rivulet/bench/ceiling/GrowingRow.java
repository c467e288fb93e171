package io.rivulet.bench.ceiling;

/// What timelines take that are not full yet.
///
/// @param entries of each
/// @param bytesAnEntry all overhead in
record GrowingRow(int entries, double bytesAnEntry) {}
