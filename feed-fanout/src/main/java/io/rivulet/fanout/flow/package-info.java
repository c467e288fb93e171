/// The flow between Kafka and Redis: nothing is committed that is not acknowledged, and nothing is
/// consumed that cannot be written.
///
/// [Acknowledgements] holds back Kafka's commits, [Gate] stops consumption while Redis is away.
@NullMarked
package io.rivulet.fanout.flow;

import org.jspecify.annotations.NullMarked;
