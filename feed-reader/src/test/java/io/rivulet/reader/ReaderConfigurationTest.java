package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.instance.InstanceSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReaderConfigurationTest {
  @Test
  void shippedFileSaysWhatTheDefaultsAre() throws Exception {
    ObjectMapper mapper = Jackson.newObjectMapper();
    ReaderConfiguration configuration =
        new YamlConfigurationFactory<>(
                ReaderConfiguration.class, Validators.newValidator(), mapper, "dw")
            .build(
                new SubstitutingSourceProvider(
                    new FileConfigurationSourceProvider(),
                    new EnvironmentVariableSubstitutor(false)),
                "config/reader.yml");
    assertThat(configuration.home()).isEqualTo(HomeSettings.DEFAULT);
    assertThat(configuration.instance()).isEqualTo(InstanceSettings.DEFAULT);
    assertThat(configuration.publicUrl()).isEqualTo("http://127.0.0.1:8080");
    assertThat(configuration.redis().commandTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(configuration.tokens()).isPresent();
  }
}
