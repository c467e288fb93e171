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
    looks = new Looks(folder.resolve("targets.json"), null, nanos::get);
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
    assertThat(looks.now().faults().getFirst()).startsWith("feed-fanout does not tell of itself");
    Files.writeString(folder.resolve("targets.json"), "{}");
    after(Duration.ofSeconds(2));
    assertThatThrownBy(looks::now)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets.json");
  }
}
