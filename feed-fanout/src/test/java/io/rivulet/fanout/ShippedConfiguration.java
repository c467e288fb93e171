package io.rivulet.fanout;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/// The configuration file that is shipped, with an environment of the test's.
final class ShippedConfiguration {
  private ShippedConfiguration() {}

  static FanoutConfiguration with(Map<String, String> environment)
      throws IOException, ConfigurationException {
    String yaml = text(environment);
    return new YamlConfigurationFactory<>(
            FanoutConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(_ -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "fanout.yml");
  }

  static String text(Map<String, String> environment) throws IOException {
    return new StringSubstitutor(environment)
        .replace(Files.readString(Path.of("config", "fanout.yml")));
  }
}
