package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTest {
  @ParameterizedTest
  @CsvSource({
    "POST, INGEST",
    "PUT, INGEST",
    "PATCH, INGEST",
    "DELETE, INGEST",
    "delete, INGEST",
    "GET, READER",
    "HEAD, READER",
    "OPTIONS, READER",
    "BREW, READER"
  })
  void whoeverChangesSomethingGoesToIngest(String method, Route expected) {
    assertThat(Route.of(method)).isEqualTo(expected);
  }
}
