package io.rivulet.ingest;

import com.codahale.metrics.health.HealthCheck;
import io.rivulet.redis.Redis;

/// Whether Redis answers.
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
