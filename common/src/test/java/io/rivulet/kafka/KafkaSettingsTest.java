package io.rivulet.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSettingsTest {
  private static final String SECRET = "b7Kq-not-to-be-seen";

  @TempDir private Path folder;

  private static KafkaSettings read(String json) throws JsonProcessingException {
    return new ObjectMapper().readValue(json, KafkaSettings.class);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), text);
  }

  @Test
  void aMereTextIsTheServers() throws Exception {
    assertThat(read("\"one:9092,two:9092\"").client())
        .isEqualTo(Map.of("bootstrap.servers", "one:9092,two:9092"));
  }

  @Test
  void theSecurityOfTheFileGoesIntoEveryClientAndItsOwnSettingsStay() throws Exception {
    Path file =
        file("security.protocol=SASL_SSL\nsasl.jaas.config=x password=\"%s\";\n".formatted(SECRET));

    KafkaSettings settings =
        read("{\"servers\":\"one:9092\",\"properties\":\"%s\"}".formatted(file));

    assertThat(settings.client(Map.of("acks", "all")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "one:9092",
                "acks", "all",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "x password=\"%s\";".formatted(SECRET)));
    assertThat(settings.toString()).contains("one:9092").doesNotContain(SECRET);
  }

  @Test
  void aVariableThatIsNotSetIsNoFile() throws Exception {
    assertThat(read("{\"servers\":\"one:9092\",\"properties\":\"\"}").properties()).isNull();
  }

  @Test
  void anotherPasswordIsReadByTheNextClient() throws Exception {
    KafkaSettings settings =
        new KafkaSettings("one:9092", file("security.protocol=SSL\nssl.key.password=a"));
    assertThat(settings.client()).containsEntry("ssl.key.password", "a");

    var _ = file("security.protocol=SSL\nssl.key.password=b");

    assertThat(settings.client()).containsEntry("ssl.key.password", "b");
  }

  /// As a Secret of Kubernetes is mounted: a file for each of its keys.
  @Test
  void aSecretMayStayInAFileOfItsOwn() throws Exception {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("sasl.jaas.config"), "x password=\"%s\";".formatted(SECRET));
    Path file =
        file(
            """
            security.protocol=SASL_SSL
            config.providers=secret
            config.providers.secret.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
            config.providers.secret.param.allowed.paths=%1$s
            sasl.jaas.config=${secret:%1$s:sasl.jaas.config}
            """
                .formatted(secrets));

    Map<String, Object> client = new KafkaSettings("one:9092", file).client();

    assertThat(client.toString()).doesNotContain(SECRET);
    assertThat(new AdminClientConfig(client).getPassword("sasl.jaas.config").value())
        .contains(SECRET);
  }

  @Test
  void whatIsWrongIsNamedWithoutWhatIsSecret() throws Exception {
    assertThatThrownBy(() -> read("{\"properties\":\"x\"}"))
        .hasMessageContaining("kafka.servers is missing");
    assertThatThrownBy(() -> new KafkaSettings("one:9092", folder.resolve("none")).client())
        .hasMessageContaining("none cannot be read");
    Path acks = file("security.protocol=SSL\nacks=" + SECRET);
    assertThatThrownBy(() -> new KafkaSettings("one:9092", acks).client())
        .hasMessageContaining("found acks")
        .hasMessageNotContaining(SECRET);
    Path plain = file("sasl.mechanism=SCRAM-SHA-512");
    assertThatThrownBy(() -> new KafkaSettings("one:9092", plain).client())
        .hasMessageContaining("security.protocol is missing");
    Path escape = file("security.protocol=SSL\nssl.key.password=\\u12-" + SECRET);
    assertThatThrownBy(() -> new KafkaSettings("one:9092", escape).client())
        .hasMessageContaining("malformed Unicode escape")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }
}
