package io.rivulet.reader;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.instance.InstanceSettings;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.constraints.NotNull;

/// The configuration file of feed-reader, `config/reader.yml`.
public final class ReaderConfiguration extends ServiceConfiguration {
  @NotNull private HomeSettings home = HomeSettings.DEFAULT;
  @NotNull private HoldSettings pull = HoldSettings.DEFAULT;
  @NotNull private HoldSettings bodies = HoldSettings.DEFAULT;
  @NotNull private InstanceSettings instance = InstanceSettings.DEFAULT;

  public HomeSettings home() {
    return home;
  }

  @JsonProperty("home")
  void setHome(HomeSettings home) {
    this.home = home;
  }

  /// How timelines of large authors are held.
  public HoldSettings pull() {
    return pull;
  }

  @JsonProperty("pull")
  void setPull(HoldSettings pull) {
    this.pull = pull;
  }

  /// How bodies of posts are held, and profiles as much again.
  public HoldSettings bodies() {
    return bodies;
  }

  @JsonProperty("bodies")
  void setBodies(HoldSettings bodies) {
    this.bodies = bodies;
  }

  public InstanceSettings instance() {
    return instance;
  }

  @JsonProperty("instance")
  void setInstance(InstanceSettings instance) {
    this.instance = instance;
  }
}
