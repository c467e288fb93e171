package io.rivulet.service;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationParsingException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.ConfigurationValidationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import jakarta.validation.ConstraintViolation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a configuration file as its service would, and tells what is wrong with the line that it
/// is in. Nothing is started, and no address or file that it names is looked at.
///
/// What is read first is told first: a file that is no YAML, then a key or value that there is not,
/// then all values that are out of bounds.
final class ConfigurationCheck {
  private static final Pattern NAMED = Pattern.compile("^([A-Za-z]+(?:\\.[A-Za-z]+)+):");

  private ConfigurationCheck() {}

  /// What is wrong.
  ///
  /// @param faults each `file:line: key: what`, without the line where it is about what is missing
  ///   at the top; none if all is right
  record Found(List<String> faults) {}

  /// @param file whose variables (`${NAME:-default}`) are taken from the environment
  static <C extends Configuration> Found of(Application<C> application, String file) {
    Bootstrap<C> bootstrap = new Bootstrap<>(application);
    application.initialize(bootstrap);
    byte[] content;
    try (InputStream in = bootstrap.getConfigurationSourceProvider().open(file)) {
      content = in.readAllBytes();
    } catch (IOException e) {
      return new Found(List.of("%s: cannot be read: %s".formatted(file, e.getMessage())));
    }
    ConfigurationSourceProvider same = _ -> new ByteArrayInputStream(content);
    try {
      bootstrap
          .getConfigurationFactoryFactory()
          .create(
              application.getConfigurationClass(),
              bootstrap.getValidatorFactory().getValidator(),
              bootstrap.getObjectMapper(),
              "dw")
          .build(same, file);
      return new Found(List.of());
    } catch (ConfigurationValidationException e) {
      ConfigurationLines lines = ConfigurationLines.of(content);
      return new Found(
          e.getConstraintViolations().stream()
              .map(violation -> told(file, violation, lines))
              .sorted()
              .toList());
    } catch (ConfigurationParsingException e) {
      return new Found(List.of(told(file, e, content)));
    } catch (ConfigurationException | IOException e) {
      return new Found(List.of(file + ": " + e.getMessage()));
    }
  }

  private static String told(
      String file, ConstraintViolation<?> violation, ConfigurationLines lines) {
    List<String> path = ConfigurationLines.path(violation.getPropertyPath());
    return "%s: %s: %s"
        .formatted(lines.place(file, path), String.join(".", path), violation.getMessage());
  }

  private static String told(String file, ConfigurationParsingException failure, byte[] content) {
    if (!(failure.getCause() instanceof JsonMappingException cause)) {
      // No YAML: its own words have the line.
      return "%s: %s".formatted(file, String.join(" ", failure.getErrors()).strip());
    }
    ConfigurationLines lines = ConfigurationLines.of(content);
    List<String> path = ConfigurationLines.path(cause.getPath());
    if (cause.getCause() instanceof IllegalArgumentException ours) {
      // Settings name themselves, from the top.
      String message = String.valueOf(ours.getMessage());
      Matcher named = NAMED.matcher(message);
      List<String> own = named.find() ? List.of(named.group(1).split("\\.", -1)) : path;
      return "%s: %s".formatted(lines.place(file, own), message);
    }
    return "%s: %s: %s".formatted(lines.place(file, path), String.join(".", path), told(cause));
  }

  private static String told(JsonMappingException cause) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return "there is no such setting; here there are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    return cause.getOriginalMessage();
  }
}
