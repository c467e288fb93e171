package io.rivulet.reader;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.instance.InstanceSettings;
import io.rivulet.reader.merge.PullSettings;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.constraints.NotNull;

/// The configuration file of feed-reader, `config/reader.yml`.
public final class ReaderConfiguration extends ServiceConfiguration {
  @NotNull private HomeSettings home = HomeSettings.DEFAULT;
  @NotNull private PullSettings pull = PullSettings.DEFAULT;
  @NotNull private InstanceSettings instance = InstanceSettings.DEFAULT;

  public HomeSettings home() {
    return home;
  }

  @JsonProperty("home")
  void setHome(HomeSettings home) {
    this.home = home;
  }

  public PullSettings pull() {
    return pull;
  }

  @JsonProperty("pull")
  void setPull(PullSettings pull) {
    this.pull = pull;
  }

  public InstanceSettings instance() {
    return instance;
  }

  @JsonProperty("instance")
  void setInstance(InstanceSettings instance) {
    this.instance = instance;
  }
}
