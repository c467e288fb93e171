/// The guarantees as objects, judged over everything that was done and everything that was seen.
///
/// A [Recording] takes down what accounts do and what clients are served, with times; it becomes a
/// [Story]. Each [Guarantee] judges the story by itself, long after it happened. Nothing here knows
/// topics or Redis: what was answered over HTTP is all that is known, and that much must be right.
@NullMarked
package io.rivulet.e2e.guarantee;

import org.jspecify.annotations.NullMarked;
