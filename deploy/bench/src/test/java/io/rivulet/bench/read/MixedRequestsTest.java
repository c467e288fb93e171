package io.rivulet.bench.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MixedRequestsTest {
  private static final int REQUESTS = 10_000;

  private final MixedRequests requests =
      new MixedRequests(new int[] {1_001, 1_002}, List.of(7L, 8L), List.of("one", "other"));

  @Test
  void ofTenSixReadHomeThreeAnAuthorAndOnePublishes() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      Request request = requests.get();
      String text = new String(request.bytes(), StandardCharsets.US_ASCII);
      String kind = text.substring(0, text.indexOf(' ', 5)).replaceAll("/[78]/", "/N/");
      kinds.merge(kind + " of " + request.server(), 1, Integer::sum);
    }
    assertThat(kinds).hasSize(3);
    share(kinds, "GET /api/v1/timelines/home?limit=20 of 0", 60);
    share(kinds, "GET /api/v1/accounts/N/statuses?limit=20 of 0", 30);
    share(kinds, "POST /api/v1/statuses of 1", 10);
  }

  private static void share(Map<String, Integer> kinds, String kind, int percent) {
    assertThat(kinds).containsKey(kind);
    assertThat(kinds.getOrDefault(kind, 0) * 100.0 / REQUESTS)
        .isCloseTo(percent, Offset.offset(2.0));
  }

  @Test
  void aPostAnnouncesItsLength() {
    for (int i = 0; i < 200; i++) {
      String text = new String(requests.get().bytes(), StandardCharsets.US_ASCII);
      if (text.startsWith("POST")) {
        int body = text.indexOf("\r\n\r\n") + 4;
        assertThat(text).contains("Content-Length: " + (text.length() - body) + "\r\n");
        assertThat(text.substring(body)).matches("status=[a-z+]{256,257}");
      }
    }
  }
}
