package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ServiceTest {
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("kafka", "127.0.0.1:11111"),
          Map.entry("redis", "redis://127.0.0.1:22222"),
          Map.entry("publicUrl", "http://127.0.0.1:8080"),
          Map.entry("tokenKeys", "/data/keys with $1.json"),
          Map.entry("revoked", "/data/revoked.txt"),
          Map.entry("data", "/data"),
          Map.entry("threads", "2"),
          Map.entry("coldPosts", "true"),
          Map.entry("operations", "operations: {targets: /data/targets.json}"),
          Map.entry("index", "index: {folder: /data/index}"),
          Map.entry("journeys", "false"),
          Map.entry("tracing", ""),
          Map.entry("posts", "posts: {hot: PT5S}"),
          Map.entry("largeAuthors", "largeAuthors: {threshold: 50}"),
          Map.entry("limits", "limits: {enabled: false}"),
          Map.entry("media", "/data/media"),
          Map.entry("port", "33333"),
          Map.entry("adminPort", "44444"),
          Map.entry("folder", "/data/service"));

  @ParameterizedTest
  @EnumSource
  void everyPlaceOfAConfigurationIsFilled(Service service) throws IOException {
    assertThat(service.configuration(VALUES))
        .contains("publicUrl: http://127.0.0.1:8080", "port: 33333", "port: 44444")
        .doesNotContain("${");
  }

  @Test
  void theThresholdOfLargeAuthorsIsTheFanoutsAlone() throws IOException {
    assertThat(Service.FANOUT.configuration(VALUES)).contains("largeAuthors: {threshold: 50}");
    assertThat(Service.READER.configuration(VALUES)).doesNotContain("largeAuthors");
  }

  @ParameterizedTest
  @EnumSource
  void aPlaceWithoutAValueIsNamed(Service service) {
    assertThatThrownBy(() -> service.configuration(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publicUrl");
  }

  @ParameterizedTest
  @EnumSource
  void theMainClassIsOnTheClassPath(Service service) {
    String resource = "/" + service.mainClass().replace('.', '/') + ".class";
    assertThat(ServiceTest.class.getResource(resource)).isNotNull();
  }
}
