package io.rivulet.reader.hydrate;

/// What was asked of Redis and is on its way.
interface Arriving {
  /// Nothing is.
  Arriving NOTHING = () -> {};

  /// Waits for it, and puts it where whoever asked wanted it. To be called by the thread that
  /// asked.
  ///
  /// @throws io.rivulet.redis.RedisUnavailableException if it does not come in time
  void await();
}
