package io.rivulet.bench.read;

/// A request, made before it is sent.
///
/// @param server which of the load's servers it goes to
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
record Request(int server, byte[] bytes) {}
