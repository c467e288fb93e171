package io.rivulet.faults.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.servers.HostedServer;
import io.rivulet.servers.ServerHost;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Datagrams to a host of its own and back, in all weathers.
final class NamespacesIT {
  private static final int PORT = 7_007;
  private static final int MANY = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String PREFIX = System.getenv().getOrDefault("FEED_FAULTS_PREFIX", "rvtest");

  @TempDir private Path folder;

  @Test
  void weatherIsWhatItIsSaidToBe() throws Exception {
    Optional<String> obstacle = Namespaces.obstacle();
    obstacle.ifPresent(reason -> System.out.println("Skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    try (var network = Namespaces.open(PREFIX, List.of("far", "other"), 42);
        var echo = echo(network.host("far"));
        var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(network.host("far").address(), PORT));
      awaitEcho(socket);
      assertThat(trip(socket, PATIENCE)).as("fine").isLessThan(Duration.ofMillis(100));

      network.weather("far", Weather.slow(Duration.ofMillis(200)));
      assertThat(trip(socket, PATIENCE))
          .as("200 ms each way")
          .isBetween(Duration.ofMillis(400), Duration.ofMillis(600));

      network.weather("other", Weather.lossy(1));
      network.weather("far", Weather.lossy(1));
      assertThat(trip(socket, Duration.ofMillis(300))).as("cut off").isEqualTo(Duration.ZERO);

      network.weather("far", Weather.lossy(0.3));
      assertThat((double) echoes(socket) / MANY).as("0.7 each way").isCloseTo(0.49, within(0.1));

      network.weather("far", Weather.FINE);
      long lost = network.lost();
      assertThat(echoes(socket)).isEqualTo(MANY);
      assertThat(network.lost()).isEqualTo(lost);
      assertThat(network.forwarded()).isGreaterThan(2 * MANY);
      assertThat(echo.isRunning()).isTrue();
    }
    assertThat(Shell.run("ip", "netns", "list")).doesNotContain(PREFIX);
    assertThat(Shell.run("ip", "link")).doesNotContain(PREFIX);
  }

  private HostedServer echo(ServerHost host) {
    var server =
        new HostedServer(
            "echo",
            host,
            folder,
            new HostedServer.Program() {
              @Override
              public List<String> command(Path folder) {
                return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    EchoProgram.class.getName(),
                    host.address(),
                    Integer.toString(PORT));
              }

              @Override
              public boolean answers() {
                return true;
              }
            });
    server.launch(Map.of());
    return server;
  }

  private static void awaitEcho(DatagramSocket socket) throws IOException {
    for (int i = 0; i < 100; i++) {
      if (!trip(socket, Duration.ofMillis(200)).isZero()) {
        return;
      }
    }
    throw new AssertionError("no echo");
  }

  /// There and back; zero if nothing came back in time.
  private static Duration trip(DatagramSocket socket, Duration patience) throws IOException {
    long began = System.nanoTime();
    send(socket);
    return receive(socket, patience) ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO;
  }

  private static int echoes(DatagramSocket socket) throws IOException {
    int echoes = 0;
    for (int i = 0; i < MANY; i++) {
      send(socket);
      // One at a time, as a burst may be lost in a queue of the kernel's.
      if (receive(socket, Duration.ofMillis(50))) {
        echoes++;
      }
    }
    return echoes;
  }

  private static void send(DatagramSocket socket) throws IOException {
    socket.send(new DatagramPacket(new byte[] {1}, 1));
  }

  private static boolean receive(DatagramSocket socket, Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    try {
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (PortUnreachableException _) {
      // Nobody listens yet.
      return false;
    }
  }
}
