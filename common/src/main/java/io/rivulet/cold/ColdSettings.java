package io.rivulet.cold;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// How workers are asked for posts that Redis does not have; a change takes a restart.
///
/// @param enabled whether they are; without, what Redis does not have is nowhere. True by default
/// @param patience how long a request waits for their answers, 10 ms to 10 s; 300 ms by default
/// @param mostAtOnce requests that wait at once, 1 to 10,000; 64 by default. One more is refused
/// @param secretFile what the doors of workers ask for; none where all are on this machine
/// @param certificates of the authorities (PEM) by which doors at `https://` are trusted; null for
///   Java's
public record ColdSettings(
    boolean enabled,
    Duration patience,
    int mostAtOnce,
    @Nullable Path secretFile,
    @Nullable Path certificates) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofSeconds(10);

  public ColdSettings(
      @JsonProperty("enabled") @Nullable Boolean enabled,
      @JsonProperty("patience") @Nullable Duration patience,
      @JsonProperty("mostAtOnce") @Nullable Integer mostAtOnce,
      @JsonProperty("secretFile") @Nullable Path secretFile,
      @JsonProperty("certificates") @Nullable Path certificates) {
    this(
        enabled == null || enabled.booleanValue(),
        patience == null ? Duration.ofMillis(300) : patience,
        mostAtOnce == null ? 64 : mostAtOnce.intValue(),
        secretFile,
        certificates);
  }

  public ColdSettings {
    if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "coldPosts.patience: expected 10 ms to 10 s, found " + patience);
    }
    if (mostAtOnce < 1 || mostAtOnce > 10_000) {
      throw new IllegalArgumentException(
          "coldPosts.mostAtOnce: expected 1 to 10,000, found " + mostAtOnce);
    }
  }

  /// By which workers are known.
  ///
  /// @throws IllegalArgumentException if the file of certificates cannot be read or holds none
  SSLContext encryption() {
    try {
      if (certificates == null) {
        return SSLContext.getDefault();
      }
      SslContextBuilder client = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      return ((JdkSslContext) client.trustManager(certificates.toFile()).build()).context();
    } catch (GeneralSecurityException | SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "coldPosts.certificates: %s: %s".formatted(certificates, e.getMessage()), e);
    }
  }

  Optional<DoorSecret> secret() {
    return Optional.ofNullable(secretFile).map(DoorSecret::in);
  }
}
