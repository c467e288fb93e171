package io.rivulet.bench.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Requests for home timelines, made before they are sent: each of a viewer chosen at random.
final class HomeRequests implements Supplier<byte[]> {
  /// Entries of a page.
  static final int PAGE = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[][] requests;
  private final SplittableRandom random = new SplittableRandom(Crowd.SEED);

  private HomeRequests(byte[][] requests) {
    this.requests = requests;
  }

  /// @param query beside the limit: empty, or a cursor that begins with `&`
  static HomeRequests of(ReaderAlone reader, List<String> tokens, String query) {
    return new HomeRequests(
        tokens.stream().map(token -> request(reader, token, query)).toArray(byte[][]::new));
  }

  private static byte[] request(ReaderAlone reader, String token, String query) {
    return """
        GET /api/v1/timelines/home?limit=%d%s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        \r
        """
        .formatted(PAGE, query, reader.port(), token)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// A request that nobody asks who sends it.
  static byte[] anonymous(int port) {
    return "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
        .formatted(port)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] get() {
    return requests[random.nextInt(requests.length)];
  }

  /// Each viewer's once, in order.
  Supplier<byte[]> each() {
    return new Supplier<>() {
      private int next;

      @Override
      public byte[] get() {
        return requests[next++ % requests.length];
      }
    };
  }

  int count() {
    return requests.length;
  }

  /// Refuses answers that are no full pages.
  static void check(Loaded loaded) {
    check(loaded.samples());
  }

  /// Refuses bodies that are no full pages.
  static void check(List<byte[]> bodies) {
    for (byte[] body : bodies) {
      try {
        JsonNode page = JSON.readTree(body);
        if (!page.isArray() || page.size() != PAGE) {
          throw new LocalException(
              "No full page to measure: %d of %d entries".formatted(page.size(), PAGE));
        }
      } catch (IOException e) {
        throw new LocalException("No page to measure: " + e.getMessage(), e);
      }
    }
  }
}
