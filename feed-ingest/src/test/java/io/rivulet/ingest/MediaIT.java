package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.ingest.media.Samples;
import io.rivulet.servers.TestServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Uploads from outside.
class MediaIT {
  private static final int KIBIBYTE = 1 << 10;
  private static RunningIngest ingest;
  private static long author;

  @BeforeAll
  static void start() throws Exception {
    Topic.createAll(TestServers.kafka());
    ingest =
        new RunningIngest(
            TestServers.kafka(),
            TestServers.redis(),
            0,
            Map.of(
                "media.limits.imageBytes",
                Integer.toString(64 * KIBIBYTE),
                "media.limits.imagePixels",
                "100000",
                "media.limits.videoBytes",
                Integer.toString(3000 * KIBIBYTE)));
    author = ingest.account();
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  private static Answer upload(long account, Multipart body) throws Exception {
    return ingest.multipart(account, "POST", "/api/v2/media", body.end());
  }

  private static Answer upload(byte[] file) throws Exception {
    return upload(author, new Multipart().file("file", "a.txt", "text/plain", file));
  }

  private static Answer post(long account, String json) throws Exception {
    return ingest.as(account, "POST", "/api/v1/statuses", json);
  }

  private static HttpResponse<byte[]> file(String url, String... headers) throws Exception {
    return ingest.file(url.substring(url.indexOf("/media/")), headers);
  }

  private static List<Path> arriving() {
    try (Stream<Path> files = Files.list(ingest.media().resolve("arriving"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPictureIsServedWithoutItsPlaceAndAsWhatItIs() throws Exception {
    Answer uploaded =
        upload(
            author,
            new Multipart()
                .file("file", "../../evil.html", "text/html", Samples.jpeg(64, 48))
                .field("description", "A lake ☀")
                .field("focus", "0.5,-1"));
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
    JsonNode medium = uploaded.body();
    assertThat(medium.path("type").asText()).isEqualTo("image");
    assertThat(medium.path("description").asText()).isEqualTo("A lake ☀");
    assertThat(medium.path("preview_url")).isEqualTo(medium.path("url"));
    assertThat(medium.path("meta").path("original").path("size").asText()).isEqualTo("48x64");
    assertThat(medium.path("meta").path("focus").path("y").asDouble()).isEqualTo(-1);
    String url = medium.path("url").asText();
    assertThat(url).matches("http://[^/]+/media/" + uploaded.id() + "-[0-9a-f]{32}\\.jpg");

    HttpResponse<byte[]> served = file(url);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(served.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(served.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(served.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox");
    assertThat(served.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(new String(served.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(Samples.PLACE);
    assertThat(ImageIO.read(new ByteArrayInputStream(served.body())).getWidth()).isEqualTo(64);
  }

  @Test
  void everyFormatIsToldByItsContent() throws Exception {
    assertThat(upload(Samples.png(3, 4)).body().path("url").asText()).endsWith(".png");
    assertThat(upload(Samples.gif(3, 4)).body().path("type").asText()).isEqualTo("image");
    assertThat(upload(Samples.webp()).body().path("meta").path("original").path("width").asInt())
        .isEqualTo(320);
    Answer film = upload(Samples.mp4());
    assertThat(film.body().path("type").asText()).isEqualTo("video");
    HttpResponse<byte[]> part = file(film.body().path("url").asText(), "Range", "bytes=4-7");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(new String(part.body(), StandardCharsets.ISO_8859_1)).isEqualTo("ftyp");
    assertThat(part.headers().firstValue("Content-Type")).hasValue("video/mp4");
    Answer sound = upload("ID3 something".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(sound.body().path("type").asText()).isEqualTo("audio");
    assertThat(sound.body().path("preview_url").isNull()).isTrue();
  }

  @Test
  void whatIsNotTakenLeavesNothingBehind() throws Exception {
    assertThat(upload("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(422);
    Answer manyPixels = upload(Samples.png(400, 400));
    assertThat(manyPixels.error())
        .isEqualTo("Validation failed: File must have at most 100000 pixels");
    byte[] large = Samples.jpeg(64, 48);
    Answer manyBytes = upload(java.util.Arrays.copyOf(large, 65 * KIBIBYTE));
    assertThat(manyBytes.error())
        .isEqualTo("Validation failed: File must have at most 65536 bytes");
    assertThat(upload(new byte[4000 * KIBIBYTE]).status()).isEqualTo(413);
    assertThat(upload(author, new Multipart().field("description", "nothing")).error())
        .isEqualTo("Validation failed: File can't be blank");
    Answer description =
        upload(
            author,
            new Multipart()
                .file("file", "a", "image/png", Samples.png(1, 1))
                .field("description", "x".repeat(1_501)));
    assertThat(description.status()).isEqualTo(422);
    assertThat(upload(java.util.Arrays.copyOf(Samples.png(9, 9), 60)).status()).isEqualTo(422);
    assertThat(ingest.form(author, "POST", "/api/v2/media", "file=x").status()).isEqualTo(415);
    assertThat(arriving()).isEmpty();
  }

  @Test
  void whatIsNoMultipartEndsItsConnectionAndSaysSo() throws Exception {
    for (int i = 0; i < 50; i++) { // a client that is not told fails with one of its next requests
      assertThat(ingest.multipart(author, "POST", "/api/v2/media", new byte[] {1, 2}).status())
          .isEqualTo(400);
    }
    assertThat(ingest.form(author, "POST", "/api/v2/media", "file=x").status()).isEqualTo(415);
  }

  @Test
  void whoBreaksOffLeavesNothingBehind() throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ingest.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /api/v2/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + ingest.token(author, "write")
              + "\r\nContent-Type: "
              + Multipart.TYPE
              + "\r\nContent-Length: 1000000\r\n\r\n--frontier\r\n"
              + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(new byte[500_000]);
      out.flush();
      Awaitility.await().until(() -> !arriving().isEmpty());
    }
    Awaitility.await().until(() -> arriving().isEmpty());
  }

  @Test
  void aLengthThatIsTooLargeIsRefusedBeforeItComes() throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ingest.port())) {
      String head =
          "POST /api/v2/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + ingest.token(author, "write")
              + "\r\nContent-Type: "
              + Multipart.TYPE
              + "\r\nContent-Length: 99000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 413")
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void anUploadIsItsOwnersBusiness() throws Exception {
    String id = upload(Samples.png(3, 4)).id();
    long other = ingest.account();
    String path = "/api/v1/media/" + id;
    assertThat(ingest.as(other, "GET", path, "").status()).isEqualTo(404);
    assertThat(ingest.as(other, "PUT", path, "{\"description\":\"mine\"}").status()).isEqualTo(404);
    assertThat(ingest.form(author, "PUT", path, "description=A+river&focus=.1,.2").status())
        .isEqualTo(200);
    JsonNode shown = ingest.as(author, "GET", path, "").body();
    assertThat(shown.path("description").asText()).isEqualTo("A river");
    assertThat(shown.path("meta").path("focus").path("x").asDouble()).isEqualTo(0.1);
    assertThat(ingest.as(author, "PUT", path, "{\"focus\":\"2,2\"}").status()).isEqualTo(422);
    Answer posted = post(other, "{\"status\":\"x\",\"media_ids\":[\"" + id + "\"]}");
    assertThat(posted.error())
        .isEqualTo("Validation failed: Media id " + id + " is no upload of yours");
    assertThat(ingest.send("GET", path, "none", "").status()).isEqualTo(401);
    assertThat(ingest.send("GET", path, ingest.token(author, "read"), "").status()).isEqualTo(403);
  }

  @Test
  void aPostShowsUploadsAndNeedsNoTextThen() throws Exception {
    String first = upload(Samples.png(3, 4)).id();
    String second = upload(Samples.png(5, 6)).id();
    Answer posted =
        ingest.form(
            author,
            "POST",
            "/api/v1/statuses",
            "status=&media_ids[]=" + second + "&media_ids[]=" + first);
    assertThat(posted.status()).as(posted.body().toString()).isEqualTo(200);
    JsonNode media = posted.body().path("media_attachments");
    assertThat(media.path(0).path("id").asText()).isEqualTo(second);
    assertThat(media.path(1).path("id").asText()).isEqualTo(first);
    assertThat(uses(first)).containsExactly(posted.id());

    Answer again = post(author, "{\"status\":\"again\",\"media_ids\":[\"" + first + "\"]}");
    assertThat(again.status()).isEqualTo(200);
    Answer five = post(author, "{\"media_ids\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}");
    assertThat(five.error()).isEqualTo("Validation failed: Media ids must be at most 4 at once");
    assertThat(post(author, "{\"media_ids\":[\"1\"]}").status()).isEqualTo(422);
    assertThat(post(author, "{\"status\":\"\",\"media_ids\":[]}").status()).isEqualTo(422);

    ingest.as(author, "DELETE", "/api/v1/statuses/" + posted.id(), "");
    assertThat(uses(first)).containsExactly(again.id());
    assertThat(uses(second)).isEmpty();
  }

  private static List<String> uses(String id) throws IOException {
    try (Stream<Path> uses = Files.list(ingest.media().resolve("uses").resolve(id))) {
      return uses.map(use -> String.valueOf(use.getFileName())).toList();
    }
  }

  @Test
  void anAddressHoldsUploadsOfTheirOwnersOnly() throws Exception {
    Answer uploaded = upload(Samples.png(3, 4));
    String medium = "{\"kind\":\"image\",\"url\":\"" + uploaded.body().path("url").asText() + "\"}";
    String twice = "{\"media\":[" + medium + "," + medium + "]}";
    assertThat(post(ingest.account(), twice).error())
        .isEqualTo("Validation failed: Media id " + uploaded.id() + " is no upload of yours");
    assertThat(uses(uploaded.id())).isEmpty();

    String post = post(author, twice).id();
    assertThat(uses(uploaded.id())).containsExactly(post);
    Answer edited =
        ingest.as(author, "PUT", "/api/v1/statuses/" + post, "{\"status\":\"two of one\"}");
    assertThat(edited.body().path("media_attachments")).hasSize(2);
  }

  @Test
  void anEditAddsDescribesAndTakesAway() throws Exception {
    String first = upload(Samples.png(3, 4)).id();
    String second = upload(Samples.png(5, 6)).id();
    String post = post(author, "{\"status\":\"x\",\"media_ids\":[\"" + first + "\"]}").id();
    String path = "/api/v1/statuses/" + post;
    Answer described =
        ingest.as(
            author,
            "PUT",
            path,
            "{\"status\":\"y\",\"media_ids\":[\"%s\",\"%s\"],\"media_attributes\":[{\"id\":\"%s\",\"description\":\"A sea\"}]}"
                .formatted(first, second, first));
    assertThat(described.status()).as(described.body().toString()).isEqualTo(200);
    JsonNode media = described.body().path("media_attachments");
    assertThat(media.path(0).path("description").asText()).isEqualTo("A sea");
    assertThat(media.path(1).path("id").asText()).isEqualTo(second);
    JsonNode textOnly =
        ingest.as(author, "PUT", path, "{\"status\":\"z\",\"media_ids\":null}").body();
    assertThat(textOnly.path("media_attachments")).hasSize(2);
    JsonNode fewer = ingest.as(author, "PUT", path, "{\"media_ids\":[\"" + second + "\"]}").body();
    assertThat(fewer.path("content").asText()).isEqualTo("<p>z</p>");
    assertThat(fewer.path("media_attachments")).hasSize(1);
    assertThat(uses(first)).isEmpty();
    assertThat(uses(second)).containsExactly(post);
  }

  @Test
  void aProfileGetsPictures() throws Exception {
    long account = ingest.account();
    byte[] body =
        new Multipart()
            .field("display_name", "Ann")
            .field("fields_attributes[0][name]", "Web")
            .field("fields_attributes[0][value]", "https://ann.example")
            .field("source[privacy]", "private")
            .field("source[language]", "de")
            .file("avatar", "me.png", "image/png", Samples.png(40, 40))
            .file("header", "", "application/octet-stream", new byte[0])
            .end();
    String path = "/api/v1/accounts/update_credentials";
    Answer changed = ingest.multipart(account, "PATCH", path, body);
    assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    String avatar = changed.body().path("avatar").asText();
    assertThat(avatar).contains("/media/").endsWith(".png");
    assertThat(changed.body().path("header").asText()).endsWith(".svg");
    assertThat(changed.body().path("fields").path(0).path("name").asText()).isEqualTo("Web");
    assertThat(changed.body().path("source").path("privacy").asText()).isEqualTo("private");
    assertThat(file(avatar).statusCode()).isEqualTo(200);
    String id = avatar.replaceAll(".*/media/(\\d+)-.*", "$1");
    assertThat(uses(id)).containsExactly("avatar");

    long other = ingest.account();
    for (String picture : List.of(avatar, "https://other.example/a.png")) {
      ingest.as(other, "PATCH", path, "{\"avatar\":\"" + picture + "\"}");
    }
    assertThat(uses(id)).as("another's, who let it go").containsExactly("avatar");

    JsonNode status = post(account, "{\"status\":\"Guten Tag\"}").body();
    assertThat(status.path("visibility").asText()).isEqualTo("private");
    assertThat(status.path("language").asText()).isEqualTo("de");
    assertThat(status.path("account").path("avatar").asText()).isEqualTo(avatar);

    byte[] another = new Multipart().file("avatar", "x", "image/gif", Samples.gif(4, 4)).end();
    ingest.multipart(account, "PATCH", path, another);
    assertThat(uses(id)).isEmpty();
    byte[] film = new Multipart().file("avatar", "x", "video/mp4", Samples.mp4()).end();
    assertThat(ingest.multipart(account, "PATCH", path, film).status()).isEqualTo(422);
    Answer direct = ingest.as(account, "PATCH", path, "{\"source\":{\"privacy\":\"direct\"}}");
    assertThat(direct.status()).isEqualTo(422);
    Answer form =
        ingest.form(
            account,
            "PATCH",
            path,
            "note=Hello&bot=1&source[sensitive]=true&fields_attributes[0][name]=a&fields_attributes[0][value]=b");
    assertThat(form.body().path("note").asText()).isEqualTo("<p>Hello</p>");
    assertThat(form.body().path("source").path("sensitive").asBoolean()).isTrue();
    assertThat(form.body().path("source").path("privacy").asText()).isEqualTo("private");
    assertThat(form.body().path("fields").path(0).path("value").asText()).contains("b");
  }

  @Test
  void thereIsNothingElseInTheFolder() throws Exception {
    String id = upload(Samples.png(3, 4)).id();
    for (String path :
        List.of(
            "/media/",
            "/media/" + id,
            "/media/../entries/" + id + ".json",
            "/media/%2e%2e/entries/" + id + ".json",
            "/media/..%2fentries%2f" + id + ".json")) {
      HttpResponse<byte[]> answer = ingest.file(path);
      assertThat(answer.statusCode()).as(path).isBetween(400, 404);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .as(path)
          .startsWith("{\"error\":");
    }
  }
}
