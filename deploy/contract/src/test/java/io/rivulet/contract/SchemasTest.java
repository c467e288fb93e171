package io.rivulet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  static Stream<String> names() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src/main/resources/io/rivulet/contract/schema"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .toList()
          .stream();
    }
  }

  /// A misspelt word of a schema would allow everything.
  @ParameterizedTest
  @MethodSource("names")
  void eachIsASchemaThatRefersToOthers(String name) {
    Schemas schemas = new Schemas();
    schemas.reference(name);
    ObjectNode all = schemas.all();
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(all.path(name)))
        .isEmpty();
    assertThat(all.has(name)).isTrue();
  }

  @Test
  void aNameWithoutASchemaIsRefused() {
    Schemas schemas = new Schemas();
    assertThatThrownBy(() -> schemas.reference("Nothing")).hasMessageContaining("Nothing");
  }
}
