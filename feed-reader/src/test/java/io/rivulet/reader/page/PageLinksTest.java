package io.rivulet.reader.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

class PageLinksTest {
  private final MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();

  @Test
  void namesTheNextAndThePreviousPage() {
    assertThat(PageLinks.of("https://feed.example/api", query, 9, 5))
        .isEqualTo(
            "<https://feed.example/api?max_id=5>; rel=\"next\","
                + " <https://feed.example/api?min_id=9>; rel=\"prev\"");
  }

  @Test
  void keepsLimitAndFiltersAndDropsEverythingElse() {
    query.putSingle("limit", "3");
    query.putSingle("tagged", "a b");
    query.putSingle("max_id", "20");
    query.putSingle("since_id", "1");
    query.putSingle("access_token", "secret");
    assertThat(PageLinks.of("x", query, 9, 5))
        .contains("limit=3&", "tagged=a+b&", "max_id=5")
        .doesNotContain("20", "since_id", "secret");
  }
}
