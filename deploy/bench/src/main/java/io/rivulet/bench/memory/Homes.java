package io.rivulet.bench.memory;

import io.rivulet.redis.Redis;

/// Fills home timelines to the steady state, as the product's own writers leave them.
@FunctionalInterface
interface Homes {
  /// Fills the timelines of viewers.
  ///
  /// @return entries in them, all together
  long fill(Redis redis, long[] viewers);
}
