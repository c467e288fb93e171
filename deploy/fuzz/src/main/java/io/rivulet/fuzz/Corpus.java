package io.rivulet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests that must be answered with 200: they come before the odd ones, so that a fuzzer that
/// asks for nothing real is found out, and byte mutations start from them.
final class Corpus {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private Corpus() {}

  /// All of them.
  static List<Shot> valid() {
    return List.of(
        changing("POST /api/v1/statuses", JSON, "{\"status\":\"Hello @fuzz_other #fuzz\"}"),
        changing("POST /api/v1/statuses", FORM, "status=Hello&visibility=unlisted&sensitive=true"),
        changing(
            "POST /api/v1/statuses",
            JSON,
            "{\"status\":\"A photo\",\"media\":[{\"kind\":\"image\",\"url\":"
                + "\"https://example.org/a.jpg\",\"description\":\"A lake\",\"width\":16,"
                + "\"height\":9}]}"),
        changing(
            "POST /api/v1/statuses", JSON, "{\"status\":\"Yes\",\"in_reply_to_id\":\"{{post}}\"}"),
        changing("PUT /api/v1/statuses/{{post}}", JSON, "{\"status\":\"Edited\"}"),
        changing("POST /api/v1/statuses/{{post}}/favourite", "", ""),
        changing("POST /api/v1/statuses/{{post}}/unfavourite", "", ""),
        changing("POST /api/v1/statuses/{{post}}/bookmark", "", ""),
        changing("POST /api/v1/statuses/{{post}}/reblog", JSON, "{\"visibility\":\"public\"}"),
        changing("POST /api/v1/statuses/{{post}}/unreblog", "", ""),
        changing("POST /api/v1/accounts/{{other}}/follow", JSON, "{\"reblogs\":true}"),
        changing("POST /api/v1/accounts/{{other}}/unfollow", "", ""),
        changing("POST /api/v1/accounts/{{other}}/mute", JSON, "{\"duration\":60}"),
        changing("POST /api/v1/accounts/{{other}}/unmute", "", ""),
        changing(
            "PATCH /api/v1/accounts/update_credentials",
            JSON,
            "{\"display_name\":\"Fuzz\",\"fields_attributes\":[{\"name\":\"a\",\"value\":\"b\"}]}"),
        changing("POST /api/v1/lists", JSON, "{\"title\":\"Fuzz\",\"replies_policy\":\"list\"}"),
        changing("POST /api/v1/markers", JSON, "{\"home\":{\"last_read_id\":\"{{post}}\"}}"),
        changing("POST /api/v1/notifications/clear", "", ""),
        new Shot(
            Shot.Target.LOGIN,
            bytes(
                "POST /api/v1/apps HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + FORM
                    + "Content-Length: {{length}}\r\n\r\n"
                    + "client_name=Fuzz&redirect_uris=urn:ietf:wg:oauth:2.0:oob&scopes=read"),
            false),
        looking("/api/v1/timelines/home?limit=5&max_id={{post}}"),
        looking("/api/v1/statuses/{{post}}"),
        looking("/api/v1/statuses/{{post}}/context"),
        looking("/api/v1/accounts/{{self}}/statuses?limit=40&exclude_replies=true"),
        looking("/api/v1/accounts/relationships?id[]={{other}}"),
        looking("/api/v1/accounts/verify_credentials"),
        looking("/api/v1/notifications?limit=15&types[]=mention&types[]=follow"),
        looking("/api/v1/timelines/public?local=true&limit=20"),
        looking("/api/v1/timelines/tag/fuzz?min_id=1"),
        looking("/api/v2/search?q=hello&type=statuses&limit=5"),
        looking("/api/v1/lists"),
        looking("/api/v1/markers?timeline[]=home"),
        QuestionShots.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}),
        operating(Shot.Target.INGEST_ADMIN, "/ready"),
        operating(Shot.Target.READER_ADMIN, "/metrics"),
        operating(Shot.Target.WORKER_ADMIN, "/ping"));
  }

  private static Shot changing(String operation, String type, String body) {
    return new Shot(
        Shot.Target.INGEST,
        bytes(head(operation) + type + "Content-Length: {{length}}\r\n\r\n" + body),
        false);
  }

  private static Shot looking(String path) {
    return new Shot(Shot.Target.READER, bytes(head("GET " + path) + "\r\n"), false);
  }

  private static Shot operating(Shot.Target target, String path) {
    return new Shot(
        target,
        bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"),
        false);
  }

  private static String head(String operation) {
    return operation
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        + "Authorization: Bearer {{token}}\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
