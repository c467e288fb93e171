package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.limit.LimitSettings;
import io.rivulet.overload.OverloadSettings;
import io.rivulet.redis.RedisSettings;
import io.rivulet.trace.TracingSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the configuration file of every service has.
public abstract class ServiceConfiguration extends Configuration {
  @NotNull @Valid private RedisSettings redis = RedisSettings.of("redis://127.0.0.1:6379");

  @NotNull private KafkaSettings kafka = KafkaSettings.of("127.0.0.1:9092");

  @NotNull
  @Pattern(regexp = "https?://[^/?#]+")
  private String publicUrl = "http://127.0.0.1:8080";

  private @Nullable TokenSettings tokens;

  @NotNull private LimitSettings limits = LimitSettings.DEFAULT;

  @NotNull private OverloadSettings overload = OverloadSettings.DEFAULT;
  @NotNull private ConnectionSettings connections = ConnectionSettings.DEFAULT;
  @NotNull private TracingSettings tracing = TracingSettings.OFF;

  public RedisSettings redis() {
    return redis;
  }

  @JsonProperty("redis")
  public void setRedis(RedisSettings redis) {
    this.redis = redis;
  }

  /// How Kafka is reached.
  public KafkaSettings kafka() {
    return kafka;
  }

  @JsonProperty("kafka")
  public void setKafka(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// Scheme, host and port under which clients reach the API, without a slash at its end: the base
  /// of every URL that is served.
  public String publicUrl() {
    return publicUrl;
  }

  @JsonProperty("publicUrl")
  public void setPublicUrl(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /// Absent in a service without an API of its own.
  public Optional<TokenSettings> tokens() {
    return Optional.ofNullable(tokens);
  }

  @JsonProperty("tokens")
  public void setTokens(@Nullable TokenSettings tokens) {
    this.tokens = tokens;
  }

  /// How often may be asked.
  public LimitSettings limits() {
    return limits;
  }

  @JsonProperty("limits")
  public void setLimits(LimitSettings limits) {
    this.limits = limits;
  }

  /// How much is taken on at a time.
  public OverloadSettings overload() {
    return overload;
  }

  @JsonProperty("overload")
  public void setOverload(OverloadSettings overload) {
    this.overload = overload;
  }

  /// How slow clients may send.
  public ConnectionSettings connections() {
    return connections;
  }

  @JsonProperty("connections")
  public void setConnections(ConnectionSettings connections) {
    this.connections = connections;
  }

  /// What is traced.
  public TracingSettings tracing() {
    return tracing;
  }

  @JsonProperty("tracing")
  public void setTracing(TracingSettings tracing) {
    this.tracing = tracing;
  }

  /// The largest request body in bytes.
  protected long maxBodyBytes() {
    return 1L << 20;
  }
}
