package io.rivulet.reader.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
  private static PageRequest of(String... namesAndValues) {
    MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return PageRequest.of(Parameters.ofQuery(query));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "40, 40",
    "41, 40",
    "1000000000000000000000, 40",
    "-7, 7",
    "0, 20",
    "abc, 20",
    "5.5, 20",
    "'', 20",
    "-, 20"
  })
  void oddLimitIsNoError(String given, int taken) {
    assertThat(of("limit", given).limit()).isEqualTo(taken);
  }

  @Test
  void withoutParametersTheNewestTwenty() {
    assertThat(of()).isEqualTo(new PageRequest(20, Window.ALL));
  }

  @Test
  void cursorsAreExclusiveBounds() {
    assertThat(of("max_id", "9", "since_id", "3").window()).isEqualTo(new Window(3, 9, false));
    assertThat(of("max_id", "9", "min_id", "3").window()).isEqualTo(new Window(3, 9, true));
  }

  @Test
  void minIdWinsOverSinceId() {
    assertThat(of("min_id", "3", "since_id", "5").window())
        .isEqualTo(new Window(3, Long.MAX_VALUE, true));
  }

  @Test
  void minIdZeroBeginsWithTheVeryFirst() {
    assertThat(of("min_id", "0").window()).isEqualTo(new Window(0, Long.MAX_VALUE, true));
  }

  @Test
  void cursorBeyondAllIdsIsTheGreatest() {
    assertThat(of("max_id", "99999999999999999999999").window()).isEqualTo(Window.ALL);
    assertThat(of("max_id", "9999999999999999999").window()).isEqualTo(Window.ALL);
    assertThat(of("max_id", "").window()).isEqualTo(Window.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-5", "1e3", "12 ", "0x1"})
  void cursorThatIsNoIdIsNamedInTheError(String cursor) {
    assertThatThrownBy(() -> of("since_id", cursor))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("since_id");
  }
}
