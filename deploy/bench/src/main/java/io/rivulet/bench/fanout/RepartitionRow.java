package io.rivulet.bench.fanout;

/// How long one piece of adding partitions took.
///
/// @param work what it is
/// @param offsets passed
/// @param moved records among them that were copied or taken out
/// @param bytes of their keys and values
record RepartitionRow(String work, double seconds, long offsets, long moved, long bytes) {}
