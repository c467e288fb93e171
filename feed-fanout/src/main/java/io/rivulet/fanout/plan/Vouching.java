package io.rivulet.fanout.plan;

import io.rivulet.redis.Lineage;

/// What a plan task can say of Redis when it raises its marks.
///
/// @param life what it writes to, as its thread knows it
/// @param caughtUp whether it has written all there was when that life began, see [CaughtUp]
record Vouching(Lineage life, boolean caughtUp) {}
