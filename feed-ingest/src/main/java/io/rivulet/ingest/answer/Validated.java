package io.rivulet.ingest.answer;

import io.rivulet.event.InvalidEventException;
import io.rivulet.id.Ids;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.util.function.Supplier;

/// Makes checks of what a client sent an answer: it is invalid, not a fault of ours.
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

  /// The id that a path names.
  ///
  /// @throws ApiException `NOT_FOUND` if it is none
  public static long id(String text) {
    long id = Ids.parse(text);
    if (id == 0) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return id;
  }
}
