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
    assertThat(Route.of(method, "/api/v1/statuses")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/apps, LOGIN",
    "GET, /api/v1/apps/verify_credentials, LOGIN",
    "GET, /oauth/authorize, LOGIN",
    "POST, /oauth/token, LOGIN",
    "GET, /.well-known/oauth-authorization-server, LOGIN",
    "GET, /api/v1/streaming, STREAMS",
    "GET, /api/v1/streaming/user, STREAMS",
    "GET, /api/v1/appsoluteness, READER",
    "POST, /api/v1/streamings, INGEST",
    "GET, /media/1-a.png, INGEST",
    "HEAD, /media/1-a.png, INGEST",
    "GET, /api/v1/media/1, INGEST",
    "PUT, /api/v1/media/1, INGEST",
    "POST, /api/v2/media, INGEST",
    "GET, /api/v1/mediation, READER"
  })
  void signingInStreamsAndUploadsHaveTheirOwnWays(String method, String path, Route expected) {
    assertThat(Route.of(method, path)).isEqualTo(expected);
  }
}
