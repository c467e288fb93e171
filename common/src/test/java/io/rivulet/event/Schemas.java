package io.rivulet.event;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Validates against the published schemas.
final class Schemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private Schemas() {}

  /// What the schema finds wrong, nothing if the document is valid.
  static List<String> problems(String name, byte[] json) {
    return SCHEMAS
        .computeIfAbsent(name, Schemas::load)
        .validate(
            new String(json, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonSchema load(String name) {
    return FACTORY.getSchema(
        SchemaLocation.of("classpath:io/rivulet/event/schema/" + name + ".json"));
  }
}
