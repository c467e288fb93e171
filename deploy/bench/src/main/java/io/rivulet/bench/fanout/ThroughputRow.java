package io.rivulet.bench.fanout;

import io.rivulet.bench.report.Spread;

/// How many deliveries a second went through the whole pipeline, and what they cost.
///
/// @param mode `steady`, or `backlog` where posts had piled up in Kafka
/// @param entriesAVisit entries written to a timeline at a time
/// @param timelinesACall timelines a call of the script
/// @param redisMicros processor time of Redis a delivery
/// @param kafkaMicros of Kafka
/// @param workerMicros of the workers
/// @param kafkaBytes that feed.deliveries.v1 grew by a delivery
record ThroughputRow(
    String mode,
    Spread deliveriesASecond,
    double entriesAVisit,
    double timelinesACall,
    double redisMicros,
    double kafkaMicros,
    double workerMicros,
    double kafkaBytes) {}
