package io.rivulet.redis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where Redis is and how long to wait for it.
///
/// @param uri `redis://[user:password@]host:port`, `rediss://` for TLS; required
/// @param connectTimeout for a connection to be made; 2 s by default
/// @param commandTimeout for an answer, after which a command counts as failed though it may yet be
///   carried out; 5 s by default
public record RedisSettings(
    @JsonProperty("uri") String uri,
    @JsonProperty("connectTimeout") Duration connectTimeout,
    @JsonProperty("commandTimeout") Duration commandTimeout) {

  public RedisSettings(
      @Nullable String uri, @Nullable Duration connectTimeout, @Nullable Duration commandTimeout) {
    if (uri == null || uri.isBlank()) {
      throw new IllegalArgumentException(
          "redis.uri is missing, for example redis://127.0.0.1:6379");
    }
    this.uri = uri;
    this.connectTimeout = connectTimeout == null ? Duration.ofSeconds(2) : connectTimeout;
    this.commandTimeout = commandTimeout == null ? Duration.ofSeconds(5) : commandTimeout;
  }

  public static RedisSettings of(String uri) {
    return new RedisSettings(uri, null, null);
  }

  /// Without the password that a URI may hold.
  @Override
  public String toString() {
    return "RedisSettings[uri=" + uri.replaceAll("//[^@/]*@", "//***@") + "]";
  }
}
