package io.rivulet.service;

import com.codahale.metrics.health.HealthCheck;
import io.rivulet.redis.Redis;

/// Healthy while Redis answers.
public final class RedisCheck extends HealthCheck {
  private final Redis redis;

  public RedisCheck(Redis redis) {
    this.redis = redis;
  }

  @Override
  protected Result check() {
    redis.check();
    return Result.healthy();
  }
}
