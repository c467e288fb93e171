package io.rivulet.vitals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScraperTest {
  private @Nullable HttpServer server;

  @BeforeEach
  void start() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.createContext(
        "/metrics",
        exchange -> {
          boolean known = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean authors = exchange.getRequestURI().getPath().equals(Authors.PATH);
          String told = authors ? "author_deliveries{author=\"7\"} 5\n" : "rivulet_tasks 3\n";
          byte[] text = told.getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, known ? text.length : -1);
          if (known) {
            exchange.getResponseBody().write(text);
          }
          exchange.close();
        });
    started.start();
    server = started;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private URI address() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void eachTellsOfItselfOrWhyItDoesNot() {
    Map<String, URI> admin = new TreeMap<>();
    admin.put("up", address());
    admin.put("down", URI.create("http://127.0.0.1:1"));
    try (Scraper scraper = new Scraper(() -> admin, () -> "t")) {
      List<Scrape> scrapes = scraper.scrape();
      assertThat(scrapes).extracting(Scrape::service).containsExactly("down", "up");
      assertThat(scrapes.getFirst().failure()).startsWith("no answer from http://127.0.0.1:1");
      assertThat(scrapes.getLast().failure()).isNull();
      assertThat(scrapes.getLast().sum("rivulet_tasks")).isEqualTo(3);
      assertThat(scrapes.getLast().by("author_deliveries", "author")).isEqualTo(Map.of("7", 5.0));
    }
  }

  @Test
  void whoHasNoTokenIsToldSo() {
    try (Scraper scraper = new Scraper(() -> Map.of("up", address()), () -> null)) {
      assertThat(scraper.scrape().getFirst().failure()).endsWith("answered 401");
    }
  }
}
