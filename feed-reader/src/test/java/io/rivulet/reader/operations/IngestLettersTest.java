package io.rivulet.reader.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestLettersTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private HttpServer ingest;
  private IngestLetters letters;

  @BeforeEach
  void start() throws IOException {
    ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ingest.createContext(
        "/dead-letters",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          asked.add("%s %s %s".formatted(exchange.getRequestMethod(), token, body));
          byte[] text = "{\"a\":1}".getBytes(UTF_8);
          exchange.sendResponseHeaders(token == null ? 401 : 200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    ingest.start();
    letters = new IngestLetters(folder.resolve("targets.json"));
  }

  @AfterEach
  void stop() {
    letters.close();
    ingest.stop(0);
  }

  private void targets(String targets, String job) throws IOException {
    Files.writeString(
        folder.resolve("targets.json"),
        "[{\"targets\": [%s], \"labels\": {\"job\": \"%s\"}}]".formatted(targets, job));
  }

  private String here() {
    return "\"127.0.0.1:%d\"".formatted(ingest.getAddress().getPort());
  }

  @Test
  void theFirstThatTakesAConnectionIsAskedWithTheTokenOfWhoeverAsks() throws IOException {
    targets("\"127.0.0.1:1\", " + here(), "feed-ingest");
    IngestLetters.Answer answer = letters.look("Bearer t");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(letters.replay("Bearer w", "{}".getBytes(UTF_8)).status()).isEqualTo(200);
    assertThat(asked).containsExactly("GET Bearer t ", "POST Bearer w {}");
  }

  @Test
  void whatFeedIngestRefusesIsRefused() throws IOException {
    targets(here(), "feed-ingest");
    assertThat(letters.look(null).status()).isEqualTo(401);
  }

  @Test
  void withoutOneThatAnswersItIsSaidSo() throws IOException {
    targets("\"127.0.0.1:1\"", "feed-ingest");
    assertThatThrownBy(() -> letters.look("Bearer t"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http://127.0.0.1:1/dead-letters does not answer");
    targets(here(), "feed-reader");
    assertThatThrownBy(() -> letters.look("Bearer t"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no feed-ingest in ");
    assertThat(asked).isEmpty();
  }
}
