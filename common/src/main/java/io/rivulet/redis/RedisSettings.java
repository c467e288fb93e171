package io.rivulet.redis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.nio.file.Files;
import java.nio.file.Path;
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
/// @param user of Redis's access list; null for the one of the URI, or none
/// @param passwordFile holds the user's password and nothing else; read at each connection, so that
///   one that was changed needs no restart
/// @param certificates of the authorities (PEM) by which `rediss://` is trusted; null for Java's
///   own
public record RedisSettings(
    String uri,
    Duration connectTimeout,
    Duration commandTimeout,
    @Nullable String user,
    @Nullable Path passwordFile,
    @Nullable Path certificates) {

  @JsonCreator
  public RedisSettings(
      @JsonProperty("uri") @Nullable String uri,
      @JsonProperty("connectTimeout") @Nullable Duration connectTimeout,
      @JsonProperty("commandTimeout") @Nullable Duration commandTimeout,
      @JsonProperty("user") @Nullable String user,
      @JsonProperty("passwordFile") @Nullable Path passwordFile,
      @JsonProperty("certificates") @Nullable Path certificates) {
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
    // An environment variable that is not set leaves an empty text.
    this.user = user == null || user.isBlank() ? null : user;
    this.passwordFile = given(passwordFile);
    this.certificates = given(certificates);
    if ((this.user == null) != (this.passwordFile == null)) {
      throw new IllegalArgumentException("redis.user and redis.passwordFile belong together");
    }
    if (this.certificates != null && !uri.contains("rediss://")) {
      throw new IllegalArgumentException(
          "redis.certificates is given, but no address of redis.uri begins with rediss://");
    }
  }

  public RedisSettings(
      @Nullable String uri, @Nullable Duration connectTimeout, @Nullable Duration commandTimeout) {
    this(uri, connectTimeout, commandTimeout, null, null, null);
  }

  private static @Nullable Path given(@Nullable Path path) {
    return path == null || path.toString().isBlank() ? null : path;
  }

  /// The addresses, at least one.
  ///
  /// @throws IllegalArgumentException if one is none
  List<RedisURI> seeds() {
    List<RedisURI> seeds = new ArrayList<>();
    for (String seed : uri.split(",", -1)) {
      try {
        seeds.add(signedIn(RedisURI.create(seed.strip())));
      } catch (IllegalArgumentException e) {
        // Its message would tell the password, and so may what is left of a malformed address.
        throw new IllegalArgumentException(
            "redis.uri: address %d is no redis://host:port".formatted(seeds.size() + 1));
      }
    }
    return seeds;
  }

  private RedisURI signedIn(RedisURI seed) {
    if (user != null && passwordFile != null) {
      seed.setCredentialsProvider(
          RedisCredentialsProvider.from(new FileCredentials(user, passwordFile)));
    }
    return seed;
  }

  /// What connections are encrypted by.
  ///
  /// @throws IllegalArgumentException if the file of certificates cannot be read
  SslOptions encryption() {
    SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
    if (certificates != null) {
      if (!Files.isReadable(certificates)) {
        throw new IllegalArgumentException(
            "redis.certificates: %s cannot be read".formatted(certificates));
      }
      options.trustManager(certificates.toFile());
    }
    return options.build();
  }

  public static RedisSettings of(String uri) {
    return new RedisSettings(uri, null, null);
  }

  /// Without the password that a URI may hold.
  @Override
  public String toString() {
    return "RedisSettings[uri=%s%s]"
        .formatted(uri.replaceAll("//.*@", "//***@"), user == null ? "" : ", user=" + user);
  }
}
