package io.rivulet.ingest;

import com.codahale.metrics.health.HealthCheck;
import io.rivulet.kafka.KafkaSettings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Whether Kafka answers.
final class KafkaCheck extends HealthCheck implements AutoCloseable {
  private static final int BOUND_MILLIS = 2_000;

  private final Admin admin;
  private final BooleanSupplier published;

  /// @param published whether events are published as usual
  KafkaCheck(KafkaSettings kafka, BooleanSupplier published) {
    this.published = published;
    this.admin =
        Admin.create(
            kafka.client(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "feed-ingest-health",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    BOUND_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    BOUND_MILLIS)));
  }

  @Override
  protected Result check() throws InterruptedException {
    try {
      int nodes = admin.describeCluster().nodes().get(BOUND_MILLIS, TimeUnit.MILLISECONDS).size();
      if (nodes == 0) {
        return Result.unhealthy("no brokers");
      }
      return published.getAsBoolean()
          ? Result.healthy()
          : Result.unhealthy("has not acknowledged lately: hardly anything is published");
    } catch (ExecutionException | TimeoutException e) {
      return Result.unhealthy("no answer");
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
