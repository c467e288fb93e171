package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static Parameters json(String text) throws Exception {
    return RequestBody.ofJson(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nullIsAbsent() throws Exception {
    Parameters parameters = json("{\"a\":null,\"b\":\"\"}");
    assertThat(parameters.has("a")).isFalse();
    assertThat(parameters.string("a")).isEmpty();
    assertThat(parameters.strings("a")).isEmpty();
    assertThat(parameters.string("b")).hasValue("");
    assertThat(parameters.id("b")).isEmpty();
  }

  @Test
  void oneValueIsAListOfOneAndManyCountTheirLast() {
    Parameters parameters = RequestBody.ofForm("id=7&n=1&n=2");
    assertThat(parameters.strings("id")).containsExactly("7");
    assertThat(parameters.strings("n")).containsExactly("1", "2");
    assertThat(parameters.string("n")).hasValue("2");
  }

  @Test
  void hugePositionsCostNothing() {
    assertThat(RequestBody.ofForm("id[999999999]=1&id[3]=2").strings("id"))
        .containsExactly("1", "2");
  }

  @Test
  void oddBracketsAreNamesAndDeepOnesAreRefused() {
    assertThat(RequestBody.ofForm("[x]=1&a[=2").string("a[")).hasValue("2");
    assertThatThrownBy(() -> RequestBody.ofForm("a" + "[b]".repeat(100) + "=1"))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void objectsOfAListAreParameters() throws Exception {
    assertThat(json("{\"media\":[{\"url\":\"u\"}]}").nestedList("media").getFirst().string("url"))
        .hasValue("u");
    assertThatThrownBy(() -> json("{\"media\":{}}").nestedList("media"))
        .hasMessageContaining("media");
  }

  @Test
  void idsAreTheDigitsOfPositiveNumbers() throws Exception {
    assertThat(json("{\"id\":\"9223372036854775807\"}").id("id")).hasValue(Long.MAX_VALUE);
    for (String wrong : new String[] {"0", "-1", "+1", "1.5", "9223372036854775808", "x"}) {
      Parameters parameters = json("{\"id\":\"" + wrong + "\"}");
      assertThatThrownBy(() -> parameters.id("id")).hasMessageContaining("id must be an id");
    }
  }
}
