package io.rivulet.bench.live;

import io.rivulet.bench.report.Spread;

/// Events at one rate.
///
/// @param wanted events a second that were aimed at
/// @param events a second that came
/// @param p50 age of their posts when they came, in milliseconds, as are the others
/// @param readerMicros of the reader an event, as are the others
record LiveRow(
    double wanted,
    Spread events,
    Spread p50,
    Spread p99,
    Spread p999,
    Spread readerMicros,
    Spread redisMicros,
    Spread workerMicros) {}
