/// What feed-fanout promises, held against real workers, a real Kafka and a real Redis that are
/// killed, paused and cut off: every post is in every follower's home timeline once, and nothing is
/// committed to Kafka that Redis has not acknowledged.
///
/// Each guarantee is a class of its own (`EveryPostOnce`, `CommittedIsApplied`); each test is one
/// kind of misfortune.
@NullMarked
package io.rivulet.fanout.guarantee;

import org.jspecify.annotations.NullMarked;
