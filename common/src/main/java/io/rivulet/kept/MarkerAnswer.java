package io.rivulet.kept;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A marker as the HTTP convention has it.
@JsonNaming(SnakeCaseStrategy.class)
public record MarkerAnswer(String lastReadId, int version, String updatedAt) {
  public static MarkerAnswer of(Marker marker) {
    return new MarkerAnswer(
        Long.toString(marker.lastRead()), marker.version(), marker.at().toString());
  }
}
