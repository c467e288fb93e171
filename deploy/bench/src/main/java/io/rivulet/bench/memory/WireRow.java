package io.rivulet.bench.memory;

/// Bytes a delivery in Kafka, records' and batches' overhead in.
///
/// @param fanOut followers of an author
/// @param together records of a batch
record WireRow(
    String registered, String fanOut, int together, double plain, double lz4, double zstd) {}
