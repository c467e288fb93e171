package io.rivulet.reader;

import com.codahale.metrics.health.HealthCheck;
import io.rivulet.redis.Redis;

/// Healthy while Redis answers: without it nothing can be read.
final class RedisCheck extends HealthCheck {
  private final Redis redis;

  RedisCheck(Redis redis) {
    this.redis = redis;
  }

  @Override
  protected Result check() {
    redis.check();
    return Result.healthy();
  }
}
