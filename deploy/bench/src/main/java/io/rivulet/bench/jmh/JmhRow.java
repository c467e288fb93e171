package io.rivulet.bench.jmh;

/// What JMH found of one benchmark.
///
/// @param parameters as `name=value`
/// @param score mean over all iterations
/// @param error half of the interval that holds the mean with 99.9 %, no number for one iteration
record JmhRow(String benchmark, String parameters, double score, double error, String unit) {}
