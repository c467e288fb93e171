package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of this class path as a server.
final class JavaServerIT {
  private static final OpenOption[] APPENDED = {
    StandardOpenOption.CREATE, StandardOpenOption.APPEND
  };

  @TempDir private Path folder;

  @Test
  void preparesEachRunAndAnswersAgainOnTheSamePort() throws IOException {
    int port = LoopbackPort.free();
    Path greeting = folder.resolve("prepared");
    var program =
        program(Listener.class, port, () -> Files.writeString(greeting, "run\n", APPENDED));
    try (var server = JavaServer.start("Listener", port, folder, program, () -> accepts(port))) {
      server.kill();
      assertThat(accepts(port)).isFalse();
      server.restart();
      assertThat(accepts(port)).isTrue();
    }
    assertThat(accepts(port)).isFalse();
    assertThat(greeting).hasContent("run\nrun");
  }

  @Test
  void whatEndsAtOnceIsReportedWithItsLastWords() {
    int port = LoopbackPort.free();
    assertThatThrownBy(
            () ->
                JavaServer.start(
                    "Listener", port, folder, program(Quitter.class, port, () -> {}), () -> false))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("Listener on port " + port + " ended with code 3")
        .hasMessageContaining("no wish to serve");
  }

  private static JavaProgram program(Class<?> main, int port, JavaProgram.Preparation preparation) {
    return new JavaProgram(
        List.of("-XX:+UseSerialGC"),
        System.getProperty("java.class.path"),
        main.getName(),
        List.of(Integer.toString(port)),
        preparation);
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 200);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Accepts connections until it is killed.
  static final class Listener {
    private Listener() {}

    public static void main(String[] arguments) throws IOException {
      try (var socket =
          new ServerSocket(
              Integer.parseInt(arguments[0]), 10, InetAddress.ofLiteral("127.0.0.1"))) {
        while (true) {
          socket.accept().close();
        }
      }
    }
  }

  /// Ends at once.
  static final class Quitter {
    private Quitter() {}

    public static void main(String[] arguments) {
      System.err.println("no wish to serve");
      System.exit(3);
    }
  }
}
