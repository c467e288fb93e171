package io.rivulet.bench.ceiling;

import io.rivulet.bench.report.Spread;

/// What was measured of one way to deliver.
///
/// @param load how it is delivered
/// @param timelines a call
/// @param entries a visit of a timeline
/// @param rate deliveries a second
/// @param cpuMicros processor time of Redis a delivery, microseconds
record CeilingRow(String load, int timelines, int entries, Spread rate, Spread cpuMicros) {}
