package io.rivulet.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractTest {
  @Test
  void anAnswerThatIsCutOffBreaksIt() {
    assertThatThrownBy(
            () ->
                Contract.check(
                    "GET", "/api/v1/statuses/17", 404, "application/json", "{\"error\":\"Rec"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no JSON")
        .hasMessageContaining("{\"error\":\"Rec");
  }

  @Test
  void anAnswerThatLacksWhatIsPromisedBreaksIt() {
    assertThatThrownBy(
            () -> Contract.check("GET", "/api/v1/statuses/17", 404, "application/json", "{}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("error");
  }
}
