package io.rivulet.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rivulet.fanout.StreamsSettings;
import io.rivulet.reader.index.IndexSettings;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.ServerSettings;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Settings that hold a secret do not tell it when they are printed.
class SettingsTest {
  private static final String PLANTED = "planted-9f2c";
  private static final Map<String, String> CLIENT =
      Map.of("sasl.jaas.config", "x required password=\"" + PLANTED + "\";");

  @Test
  void plantedSecretsAreNotPrinted() {
    List<Object> settings =
        List.of(
            RedisSettings.of("redis://user:" + PLANTED + "@127.0.0.1:6379"),
            RedisSettings.of(
                "rediss://:%s@127.0.0.1:6379,rediss://:%s@127.0.0.1:6380"
                    .formatted(PLANTED, PLANTED)),
            new StreamsSettings(null, null, null, null, null, null, null, null, CLIENT),
            new IndexSettings(
                Path.of("index"), CLIENT, Duration.ofSeconds(1), Duration.ofSeconds(1), 16),
            new ServerSettings(1, Optional.empty(), CLIENT));
    for (Object each : settings) {
      assertThat(each.toString())
          .startsWith(each.getClass().getSimpleName())
          .doesNotContain(PLANTED);
    }
    assertThat(settings.get(2).toString()).contains("sasl.jaas.config");
  }

  /// Settings of clients and servers of others are maps, and have passwords among them: whoever
  /// adds such a record is told here to print it otherwise than a record prints itself.
  @Test
  void recordsThatMayHoldSecretsPrintThemselvesOtherwise() {
    List<String> telling =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.rivulet")
                .stream()
                .filter(JavaClass::isRecord)
                .filter(type -> type.getSimpleName().endsWith("Settings"))
                .filter(type -> mayHoldSecrets(type.reflect()))
                .filter(
                    type -> type.tryGetMethod("toString").isEmpty() || isGenerated(type.reflect()))
                .map(JavaClass::getName)
                .toList();
    assertThat(telling).isEmpty();
  }

  private static boolean mayHoldSecrets(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getGenericType)
        .anyMatch(
            of -> of.getTypeName().equals("java.util.Map<java.lang.String, java.lang.String>"));
  }

  /// A generated one is final.
  private static boolean isGenerated(Class<?> type) {
    try {
      return Modifier.isFinal(type.getMethod("toString").getModifiers());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
