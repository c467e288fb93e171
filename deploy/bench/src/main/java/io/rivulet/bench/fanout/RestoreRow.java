package io.rivulet.bench.fanout;

import io.rivulet.bench.report.Spread;

/// How long one kind of value was missing after a loss.
///
/// @param kind what it is
/// @param values how many there are
/// @param first seconds from the loss until the first of those that are looked at was there again
/// @param last seconds until all of them were
record RestoreRow(String kind, long values, Spread first, Spread last) {}
