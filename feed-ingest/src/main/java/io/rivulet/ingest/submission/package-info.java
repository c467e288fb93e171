/// The submissions topic: what any Kafka client publishes is validated here, given an id by its
/// position, and passed on in order to the topics that the rest trusts, or to the dead letters.
///
/// A replay after a crash gives the same records again: the same ids, the same origins. The fan-out
/// ignores what it has seen.
@NullMarked
package io.rivulet.ingest.submission;

import org.jspecify.annotations.NullMarked;
