/// The two stages as single tasks that a test drives step by step: with the offsets, the stores and
/// the log between them in its hand, so that it can let a task die at any point and lose what was
/// not acknowledged.
@NullMarked
package io.rivulet.fanout.stage;

import org.jspecify.annotations.NullMarked;
