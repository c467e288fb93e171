package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideFetchTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final List<Network> THIS_MACHINE = List.of(Network.of("127.0.0.0/8"));
  private static final int MAX_BYTES = 1_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setExecutor(threads);
    server.createContext("/good", exchange -> answer(exchange, 200, "good of ".length()));
    server.createContext("/large", exchange -> answer(exchange, 200, MAX_BYTES + 1));
    server.createContext("/gone", exchange -> answer(exchange, 410, 1));
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/good");
          answer(exchange, 302, 1);
        });
    server.createContext("/slow", this::hang);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status, int length) throws IOException {
    requests.incrementAndGet();
    byte[] body = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// Sends a byte, and then nothing.
  private void hang(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private URI at(String path) {
    return URI.create("http://keys.example:" + server.getAddress().getPort() + path);
  }

  private static OutsideFetch fetch(List<Network> allowed, OutsideAddresses.Names names) {
    return new OutsideFetch(new OutsideAddresses(names, allowed), Duration.ofSeconds(2), MAX_BYTES);
  }

  private static OutsideFetch fetch() {
    return fetch(THIS_MACHINE, _ -> List.of(HERE));
  }

  @Test
  void whatIsThereIsFetched() throws IOException {
    assertThat(fetch().text(at("/good"))).isEqualTo("x".repeat(8));
  }

  /// Of a name that leads to a good address when it is judged, and to another one when it is used:
  /// it is looked up once, and what was judged is what is connected to.
  @Test
  void aNameIsLookedUpOnce() throws IOException {
    AtomicInteger looked = new AtomicInteger();
    OutsideFetch fetch =
        fetch(
            THIS_MACHINE,
            _ -> List.of(looked.getAndIncrement() == 0 ? HERE : InetAddress.ofLiteral("10.0.0.1")));
    assertThat(fetch.text(at("/good"))).hasSize(8);
    assertThat(looked).hasValue(1);
  }

  @Test
  void anInnerAddressIsNotEvenConnectedTo() {
    assertThatThrownBy(() -> fetch(List.of(), _ -> List.of(HERE)).text(at("/good")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys.example leads to 127.0.0.1");
    assertThatThrownBy(
            () ->
                fetch(List.of(), _ -> List.of(HERE))
                    .text(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/good")))
        .isInstanceOf(IOException.class);
    assertThat(requests).hasValue(0);
  }

  @Test
  void redirectsAreNotFollowed() {
    assertThatThrownBy(() -> fetch().text(at("/elsewhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("302");
    assertThat(requests).hasValue(1);
  }

  @Test
  void anErrorIsNoContent() {
    assertThatThrownBy(() -> fetch().text(at("/gone")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("410");
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> fetch().text(at("/large"))).isInstanceOf(IOException.class);
  }

  @Test
  void timeIsBoundedThoughSomethingComes() {
    long began = System.nanoTime();
    assertThatThrownBy(() -> fetch().text(at("/slow"))).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void oneThatIsNotThereIsAFailure() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThatThrownBy(() -> fetch().text(URI.create("http://keys.example:" + port + "/")))
        .isInstanceOf(IOException.class);
  }
}
