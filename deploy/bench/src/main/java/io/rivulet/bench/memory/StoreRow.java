package io.rivulet.bench.memory;

/// What a state store takes.
///
/// @param unit what is counted
/// @param filled bytes of the folder a unit, as the filling left it
/// @param folder bytes of the folder a unit, after compaction
/// @param tables bytes of live tables a unit, after compaction
/// @param micros of filling a unit
record StoreRow(
    String store,
    String unit,
    long units,
    double filled,
    double folder,
    double tables,
    double micros) {}
