/// The reference model: what a home timeline is, computed from Kafka's records alone.
///
/// A second implementation, written to be read and not to be fast, that shares nothing with the
/// pipeline but the types of events. Where the two differ, one of them is wrong.
@NullMarked
package io.rivulet.audit.model;

import org.jspecify.annotations.NullMarked;
