package io.rivulet.redis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where Redis is and how long to wait for it.
///
/// @param uri `redis://[user:password@]host:port`, `rediss://` for TLS; of a cluster one node or
///   several, with commas between (`%2C` in a password); required
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
    if (!this.connectTimeout.isPositive() || !this.commandTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "redis.connectTimeout and redis.commandTimeout must be above 0, but are %s and %s"
              .formatted(this.connectTimeout, this.commandTimeout));
    }
  }

  /// The addresses, at least one.
  ///
  /// @throws IllegalArgumentException if one is none
  List<RedisURI> seeds() {
    List<RedisURI> seeds = new ArrayList<>();
    for (String seed : uri.split(",", -1)) {
      try {
        seeds.add(RedisURI.create(seed.strip()));
      } catch (IllegalArgumentException e) {
        // Its message would tell the password, and so may what is left of a malformed address.
        throw new IllegalArgumentException(
            "redis.uri: address %d is no redis://host:port".formatted(seeds.size() + 1));
      }
    }
    return seeds;
  }

  public static RedisSettings of(String uri) {
    return new RedisSettings(uri, null, null);
  }

  /// Without the password that a URI may hold.
  @Override
  public String toString() {
    return "RedisSettings[uri=" + uri.replaceAll("//.*@", "//***@") + "]";
  }
}
