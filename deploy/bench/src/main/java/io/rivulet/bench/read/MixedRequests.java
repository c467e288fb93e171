package io.rivulet.bench.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// The mix of requests that DeathStarBench's social network is measured with: of ten, six read a
/// home timeline, three that of an author, one publishes a post.
final class MixedRequests implements Supplier<Request> {
  private static final int READER = 0;
  private static final int INGEST = 1;
  private static final int OF = 10;
  private static final int HOME = 6;
  private static final int HOME_OR_AUTHOR = 9;

  /// Characters of a post, as there.
  private static final int LENGTH = 256;

  private final int[] ports;
  private final List<Long> accounts;
  private final List<String> tokens;
  private final SplittableRandom random = new SplittableRandom(Crowd.SEED);

  /// Requests of some accounts.
  ///
  /// @param ports of the reader and of feed-ingest
  /// @param tokens of the accounts, in their order
  MixedRequests(int[] ports, List<Long> accounts, List<String> tokens) {
    this.ports = ports.clone();
    this.accounts = List.copyOf(accounts);
    this.tokens = List.copyOf(tokens);
  }

  @Override
  public Request get() {
    String token = tokens.get(random.nextInt(tokens.size()));
    int kind = random.nextInt(OF);
    if (kind < HOME) {
      return read("/api/v1/timelines/home", token);
    }
    if (kind < HOME_OR_AUTHOR) {
      long author = accounts.get(random.nextInt(accounts.size()));
      return read("/api/v1/accounts/" + author + "/statuses", token);
    }
    return publish(token);
  }

  private Request read(String path, String token) {
    return new Request(
        READER,
        ascii(
            """
            GET %s?limit=%d HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Authorization: Bearer %s\r
            \r
            """
                .formatted(path, HomeRequests.PAGE, ports[READER], token)));
  }

  private Request publish(String token) {
    String body = "status=" + text();
    return new Request(
        INGEST,
        ascii(
            """
            POST /api/v1/statuses HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Authorization: Bearer %s\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: %d\r
            \r
            %s"""
                .formatted(ports[INGEST], token, body.length(), body)));
  }

  private String text() {
    var text = new StringBuilder(LENGTH);
    while (text.length() < LENGTH) {
      text.append((char) ('a' + random.nextInt(26)));
      if (random.nextInt(6) == 0) {
        text.append('+');
      }
    }
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
