package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.overload.Lane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderLanesTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/timelines/home, USUAL",
    "GET, /api/v1/statuses/12, USUAL",
    "GET, /api/v1/accounts/12/statuses, USUAL",
    "GET, /, USUAL",
    "GET, /api/v2/search, ASIDE",
    "GET, /api/v1/accounts/search, ASIDE",
    "GET, /api/v1/timelines/public, ASIDE",
    "GET, /api/v1/timelines/tag/java, ASIDE",
    "GET, /api/v1/statuses/12/context, ASIDE",
    "GET, /api/v1/statuses/12/reblogged_by, ASIDE",
    "GET, /api/v1/accounts/12/followers, ASIDE",
    "GET, /api/v1/bookmarks, ASIDE",
    "GET, /api/v1/streaming, FREE",
    "GET, /api/v1/streaming/user, FREE",
    "OPTIONS, /api/v1/timelines/public, FREE"
  })
  void whatTheIndexAnswersHasPlacesOfItsOwn(String method, String path, Lane lane) {
    assertThat(new ReaderLanes().of(method, path)).isEqualTo(lane);
  }
}
