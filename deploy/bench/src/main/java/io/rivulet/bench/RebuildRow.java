package io.rivulet.bench;

import io.rivulet.bench.report.Spread;

/// What was measured of rebuilds.
///
/// @param entries of each followee
/// @param rebuildP50 by the reader's own clock
/// @param httpP50 of the request that needs the rebuild
/// @param bytes that Redis sent for one request
/// @param sameBytesP50 of a bare loop that reads as many bytes, the newest of each author
/// @param wholeBytes of the author timelines
/// @param wholeP50 of a bare loop that reads these whole
record RebuildRow(
    int followees,
    int entries,
    Spread rebuildP50,
    Spread rebuildP99,
    Spread httpP50,
    Spread httpP99,
    long bytes,
    Spread sameBytesP50,
    long wholeBytes,
    Spread wholeP50) {}
