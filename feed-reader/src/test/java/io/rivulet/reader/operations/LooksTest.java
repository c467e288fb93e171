package io.rivulet.reader.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooksTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  @TempDir private Path folder;
  private HttpServer worker;
  private Looks looks;

  @BeforeEach
  void start() throws IOException {
    worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    worker.createContext(
        "/metrics",
        exchange -> {
          byte[] text =
              "rivulet_deliveries_total %d\n"
                  .formatted(asked.incrementAndGet() * 100)
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    worker.start();
    targets("127.0.0.1:" + worker.getAddress().getPort());
    looks =
        new Looks(
            folder.resolve("targets.json"),
            null,
            new Looks.Clocks(nanos::get, () -> nanos.get() / 1_000_000));
  }

  @AfterEach
  void stop() {
    looks.close();
    worker.stop(0);
  }

  private void targets(String target) throws IOException {
    Files.writeString(
        folder.resolve("targets.json"),
        "[{\"targets\": [\"%s\"], \"labels\": {\"job\": \"feed-fanout\"}}]".formatted(target));
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void howeverManyAskServicesAreAskedOnceASecond() {
    Told first = looks.now();
    after(Duration.ofMillis(999));
    assertThat(looks.now()).isSameAs(first);
    assertThat(asked).hasValue(1);
    after(Duration.ofMillis(1_001));
    assertThat(looks.now().flow().deliveries()).as("100 more in 2 s").isEqualTo(50);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatWasSeenLongAgoIsComparedWithNothing() {
    looks.now();
    after(Duration.ofMinutes(10));
    assertThat(looks.now().flow().deliveries()).isZero();
    after(Duration.ofSeconds(1));
    assertThat(looks.now().flow().deliveries()).isEqualTo(100);
  }

  @Test
  void servicesComeAndGoWithTheFile() throws IOException {
    assertThat(looks.now().faults()).isEmpty();
    targets("127.0.0.1:1");
    after(Duration.ofSeconds(2));
    assertThat(looks.now().faults().getFirst().text())
        .startsWith("feed-fanout does not tell of itself");
    Files.writeString(folder.resolve("targets.json"), "{}");
    after(Duration.ofSeconds(2));
    assertThatThrownBy(looks::now)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets.json");
  }

  @Test
  void chartsHaveAPastAndFaultsTheirTimes() throws IOException {
    var _ = looks.now();
    for (int i = 0; i < 3; i++) {
      after(Duration.ofSeconds(10));
      var _ = looks.now();
    }
    assertThat(looks.history().points())
        .containsExactly(
            new Past.Point(10_000, 0, 10, 0),
            new Past.Point(20_000, 0, 10, 0),
            new Past.Point(30_000, 0, 10, 0));
    targets("127.0.0.1:1");
    after(Duration.ofSeconds(2));
    var _ = looks.now();
    assertThat(looks.history().faults())
        .extracting(FaultLog.Lasting::alert, FaultLog.Lasting::opened, FaultLog.Lasting::closed)
        .containsExactly(tuple("InstanceDown", 32_000L, null));
  }

  @Test
  void itLooksThoughNobodyAsks() {
    looks.begin(Duration.ofMillis(1));
    await().untilAsserted(() -> assertThat(asked).hasPositiveValue());
  }
}
