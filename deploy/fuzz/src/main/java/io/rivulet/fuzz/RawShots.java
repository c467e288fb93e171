package io.rivulet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Requests as bytes: headers that are long, many, odd, or contradict each other; bodies whose
/// framing is wrong; frames of a WebSocket.
final class RawShots {
  private static final List<Shot> CORPUS = Corpus.valid();
  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final List<Shot.Target> TARGETS =
      List.of(
          Shot.Target.READER,
          Shot.Target.READER,
          Shot.Target.INGEST,
          Shot.Target.INGEST,
          Shot.Target.LOGIN,
          Shot.Target.LOGIN,
          Shot.Target.DOOR,
          Shot.Target.DOOR,
          Shot.Target.WORKER,
          Shot.Target.INGEST_ADMIN,
          Shot.Target.READER_ADMIN,
          Shot.Target.WORKER_ADMIN);
  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Range",
          "If-None-Match",
          "If-Modified-Since",
          "If-Match",
          "If-Range",
          "Idempotency-Key",
          "Accept-Encoding",
          "Accept-Language",
          "Content-Encoding",
          "Expect",
          "Upgrade",
          "Connection",
          "Origin",
          "Cookie",
          "X-Forwarded-For",
          "Transfer-Encoding",
          "TE",
          "Content-Length",
          "Content-Type",
          "Host",
          "Rivulet-Sources",
          "Last-Event-ID",
          "Access-Control-Request-Headers",
          "X-HTTP-Method-Override",
          "Trailer",
          "Via",
          "Forwarded");
  private static final List<String> VALUES =
      List.of(
          "bytes=0-",
          "bytes=-1",
          "bytes=99999999999999999999-",
          "bytes=0-0,1-1,2-2",
          "*",
          "\"a\"",
          "W/\"",
          "Thu, 99 Foo 9999 99:99:99 GMT",
          "100-continue",
          "h2c",
          "close, keep-alive",
          "text/html;q=2, */*;q=x",
          "*/*;q=0",
          ";;;",
          ",,,,",
          "identity;q=0, *;q=0",
          "gzip, deflate",
          "chunked, chunked",
          "xchunked",
          "-1",
          "+5",
          "5, 5",
          "5, 6",
          "99999999999999999999",
          "0x5",
          "a/b; charset=utf-99",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "127.0.0.1:99999",
          "a b",
          "[::1",
          "websocket");
  private static final List<String> LINES =
      List.of(
          "GET  / HTTP/1.1",
          "GET / HTTP/1.0",
          "GET / HTTP/0.9",
          "GET / HTTP/2.0",
          "GET / HTTP/9.9",
          "GET /",
          "get / HTTP/1.1",
          "BREW /pot HTTP/1.1",
          "TRACE / HTTP/1.1",
          "CONNECT a:1 HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "HEAD / HTTP/1.1",
          "GET http://[::1/ HTTP/1.1",
          "GET //a//b HTTP/1.1",
          "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
          "GET /..;/x HTTP/1.1",
          "GET /%00 HTTP/1.1",
          "GET /%c0%ae HTTP/1.1",
          "GET /a%2fb HTTP/1.1",
          "GET /\t HTTP/1.1",
          "GET /?%zz=1 HTTP/1.1",
          "GET /api/v1/statuses/{{post}};a=b HTTP/1.1",
          "\u0016\u0003\u0001\u0002",
          "PRI * HTTP/2.0");

  private final Random random;
  private final Odd odd;

  RawShots(Random random) {
    this.random = random;
    this.odd = new Odd(random);
  }

  Shot shot() {
    Shot.Target target = odd.of(TARGETS);
    return switch (random.nextInt(8)) {
      case 0 -> new Shot(target, text(line() + "\r\n" + open(target) + "\r\n"), false);
      case 1 ->
          new Shot(
              target,
              text(ask(target) + odd.of(LONG).repeat(1 + random.nextInt(400)) + "\r\n"),
              false);
      case 2 -> smuggled(target);
      case 3 -> chunked(target);
      case 4 -> frames(Shot.Target.READER);
      case 5 -> mutated();
      default -> new Shot(target, text(ask(target) + headers() + "\r\n"), false);
    };
  }

  private static final List<String> LONG =
      List.of(
          "X-A: b\r\n", "X-A: " + "b".repeat(500) + "\r\n", "Cookie: a=b\r\n", "Accept: */*\r\n");

  private String line() {
    return odd.oneIn(4)
        ? "GET /" + "a".repeat(1 << random.nextInt(15)) + " HTTP/1.1"
        : odd.of(LINES);
  }

  private String ask(Shot.Target target) {
    List<String> operations =
        switch (target) {
          case WORKER -> List.of("POST /stores/posts", "GET /stores/posts", "GET /");
          case INGEST_ADMIN, READER_ADMIN, WORKER_ADMIN ->
              List.of(
                  "GET /",
                  "GET /healthcheck",
                  "GET /ready",
                  "GET /metrics",
                  "GET /ping",
                  "GET /threads",
                  "POST /tasks/gc",
                  "POST /tasks/none");
          case INGEST, READER, LOGIN, DOOR ->
              List.of(
                  "GET /api/v1/timelines/home",
                  "GET /api/v1/statuses/{{post}}",
                  "GET /",
                  "POST /api/v1/statuses",
                  "GET /api/openapi.json",
                  "GET /oauth/authorize",
                  "POST /api/v1/apps",
                  "DELETE /api/v1/statuses/{{post}}",
                  "GET /avatar/{{self}}.svg");
        };
    return odd.of(operations) + " HTTP/1.1\r\n" + open(target);
  }

  /// What a port lets somebody in by: admin ports know this machine by itself.
  private String open(Shot.Target target) {
    if (target.isAdmin()) {
      return odd.oneIn(3) ? HOST + "Authorization: Bearer {{operator}}\r\n" : HOST;
    }
    return HOST + "Authorization: Bearer {{token}}\r\n";
  }

  /// An operation that takes a body.
  private String post(Shot.Target target) {
    String path =
        switch (target) {
          case WORKER -> "/stores/posts";
          case INGEST_ADMIN, READER_ADMIN, WORKER_ADMIN -> "/tasks/gc";
          case INGEST, READER, LOGIN, DOOR -> "/api/v1/statuses";
        };
    return "POST " + path + " HTTP/1.1\r\n" + open(target);
  }

  private String headers() {
    StringBuilder headers = new StringBuilder();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      String value = odd.oneIn(3) ? latin(odd.text()) : odd.of(VALUES);
      headers.append(odd.of(NAMES)).append(odd.oneIn(20) ? " : " : ": ").append(value);
      headers.append(odd.oneIn(20) ? "\n" : "\r\n").append(odd.oneIn(25) ? " folded\r\n" : "");
    }
    return headers.toString();
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// A request that hides another behind an end that it states twice.
  private Shot smuggled(Shot.Target target) {
    String hidden = "GET /api/v1/instance HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    String framing =
        odd.of(
            List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                "Content-Length: 0, 44\r\n\r\n",
                "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\n0\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"));
    return new Shot(target, text(post(target) + framing + hidden), true);
  }

  private Shot chunked(Shot.Target target) {
    String chunks =
        odd.of(
            List.of(
                "g\r\n",
                "-1\r\n",
                "ffffffffffffffff\r\na",
                "5\r\nabc",
                "1\r\nab\r\n0\r\n\r\n",
                "0\r\n\r\n",
                "1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n",
                "0\nX\n\n",
                "1" + " ".repeat(9_000) + "\r\n",
                ";\r\n",
                "00000000000000000001\r\n{\r\n0\r\n\r\n"));
    return new Shot(
        target,
        text(
            post(target)
                + (target == Shot.Target.WORKER
                    ? "Content-Type: application/octet-stream\r\n"
                    : "Content-Type: application/json\r\n")
                + "Transfer-Encoding: chunked\r\n\r\n"
                + chunks),
        false);
  }

  /// A handshake, and frames that are odd in their length, kind, masking or text.
  private Shot frames(Shot.Target target) {
    StringBuilder frames = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      frames.append(frame());
    }
    return new Shot(
        target,
        text(
            "GET /api/v1/streaming?stream=user&access_token={{token}} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                + frames),
        false);
  }

  private String frame() {
    if (odd.oneIn(4)) {
      return new String(
          new Mutation(random).noise(random.nextInt(40)), StandardCharsets.ISO_8859_1);
    }
    String text =
        odd.of(
            List.of(
                "{\"type\":\"subscribe\",\"stream\":\"public\"}",
                "{\"type\":\"unsubscribe\",\"stream\":\"user\"}",
                "{\"type\":\"subscribe\",\"stream\":\"" + latin(odd.text()) + "\"}",
                "{\"type\":\"subscribe\",\"stream\":\"list\",\"list\":"
                    + latin(odd.json().toString())
                    + "}",
                "{",
                "[]",
                "null",
                latin(odd.text())));
    char kind = (char) (odd.oneIn(5) ? random.nextInt(256) : 0x81);
    int length = text.length();
    String size =
        length < 126
            ? "" + (char) (0x80 | length)
            : "" + (char) 0xfe + (char) ((length >> 8) & 0xff) + (char) (length & 0xff);
    return kind + size + "\0\0\0\0" + text;
  }

  private Shot mutated() {
    Shot valid = odd.of(CORPUS);
    return valid.with(new Mutation(random).of(List.of(valid.template())));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
