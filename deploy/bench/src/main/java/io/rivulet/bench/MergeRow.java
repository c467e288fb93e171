package io.rivulet.bench;

import io.rivulet.bench.report.Spread;

/// What was measured of first pages.
///
/// @param pulled large authors that are followed
/// @param cache `cold`: nothing was read for longer than the cache may hold it; `warm`: the same
///   page was read just before
/// @param commands of Redis a page, those within scripts too
/// @param roundTrips to Redis that wait for one another
record MergeRow(
    int pulled, String cache, Spread httpP50, Spread httpP99, double commands, double roundTrips) {}
