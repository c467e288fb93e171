package io.rivulet.ingest.answer;

import io.rivulet.event.InvalidEventException;
import io.rivulet.service.ApiException;
import java.util.function.Supplier;

/// Makes an event's own check an answer: what a client sent is invalid, not a fault of ours.
public final class Validated {
  private Validated() {}

  /// What `made` makes.
  ///
  /// @throws ApiException `INVALID` with the field and what was expected
  public static <T> T of(Supplier<T> made) {
    try {
      return made.get();
    } catch (InvalidEventException e) {
      throw ApiException.invalid(String.valueOf(e.getMessage()));
    }
  }
}
