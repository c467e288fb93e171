package io.rivulet.local.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/// The configuration file of the identity provider.
public final class LoginConfiguration extends ServiceConfiguration {
  private static final long MAX_BODY_BYTES = 64 * 1024;

  @NotNull private Path data = Path.of(".rivulet");

  /// The data folder of the run: its token keys, and below `login` the applications.
  Path data() {
    return data;
  }

  @JsonProperty("data")
  void setData(Path data) {
    this.data = data;
  }

  @Override
  protected long maxBodyBytes() {
    return MAX_BODY_BYTES;
  }
}
