package io.rivulet.bench.fanout;

import io.rivulet.bench.report.Spread;

/// How long posts took to be visible, in milliseconds.
///
/// @param load in words
/// @param postsASecond published
/// @param p50 from the moment a post should have been published to the moment it is in a follower's
///   timeline
/// @param redisMicros of processor time a delivery, as the two after it
record LatencyRow(
    String load,
    double postsASecond,
    Spread p50,
    Spread p99,
    Spread p999,
    Spread max,
    double redisMicros,
    double kafkaMicros,
    double workerMicros) {}
