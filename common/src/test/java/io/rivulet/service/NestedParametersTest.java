package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedParametersTest {
  private static List<String> names(Parameters parameters) {
    return parameters.nestedList("fields").stream()
        .map(field -> field.string("name").orElse("") + "=" + field.string("value").orElse(""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields[0][name]=a&fields[0][value]=1&fields[1][name]=b&fields[1][value]=2",
        "fields[7][name]=a&fields[9][name]=b&fields[7][value]=1&fields[9][value]=2",
        "fields[][name]=a&fields[][value]=1&fields[][name]=b&fields[][value]=2"
      })
  void objectsInAListComeByFormToo(String form) {
    assertThat(names(RequestBody.ofForm(form))).containsExactly("a=1", "b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fields\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"value\":\"2\"}]}",
        "{\"fields\":{\"0\":{\"name\":\"a\",\"value\":\"1\"},\"1\":{\"name\":\"b\",\"value\":\"2\"}}}"
      })
  void jsonMayNumberThem(String json) throws Exception {
    assertThat(names(RequestBody.ofJson(json.getBytes(StandardCharsets.UTF_8))))
        .containsExactly("a=1", "b=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=1&id=2", "id[]=1&id[]=2", "id[0]=1&id[1]=2", "id[5]=1&id[3]=2"})
  void listsOfTextsComeInAnySpelling(String form) {
    assertThat(RequestBody.ofForm(form).strings("id")).containsExactly("1", "2");
  }

  @Test
  void oneIsAListToo() {
    assertThat(RequestBody.ofForm("id=1").strings("id")).containsExactly("1");
  }
}
