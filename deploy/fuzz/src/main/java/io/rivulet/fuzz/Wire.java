package io.rivulet.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends shots, each over a connection of its own, and reads all that comes back.
final class Wire {
  /// Of an answer, and of the end of a connection. Longer than an answer may take, so that it is
  /// known how long a slow one took.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_ANSWERS = 100;

  private final Map<Shot.Target, URI> addresses;

  Wire(Map<Shot.Target, URI> addresses) {
    this.addresses = addresses;
  }

  /// What came back.
  ///
  /// @param answers in their order, without interim ones
  /// @param fault what is wrong with how it came, null if nothing is
  record Exchange(List<RawAnswer> answers, @Nullable Fault fault) {}

  /// Sends a shot and, where `whole`, one only answer is waited for; else the sending side is
  /// closed first and all is read that comes until the other side closes too.
  Exchange send(Shot shot, Map<String, String> values, boolean whole) {
    URI address = addresses.get(shot.target());
    if (address == null) {
      throw new IllegalArgumentException("no address of " + shot.target());
    }
    List<RawAnswer> answers = new ArrayList<>();
    try (Socket socket = new Socket()) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()),
          (int) PATIENCE.toMillis());
      write(socket, shot.bytes(values), whole);
      read(socket, shot.method(), answers, whole);
      return new Exchange(answers, null);
    } catch (SocketTimeoutException e) {
      return new Exchange(
          answers,
          new Fault(
              "hangs",
              "%d answers, then nothing for %d s".formatted(answers.size(), PATIENCE.toSeconds())));
    } catch (SocketException e) {
      // Whoever is refused while sending may find the connection reset, and the answer gone.
      boolean excused = !answers.isEmpty() || !whole;
      return new Exchange(
          answers, excused ? null : new Fault("breaks off", String.valueOf(e.getMessage())));
    } catch (IOException | NumberFormatException | ArithmeticException e) {
      return new Exchange(answers, new Fault("no HTTP", String.valueOf(e.getMessage())));
    }
  }

  private static void write(Socket socket, byte[] bytes, boolean whole) throws IOException {
    OutputStream out = socket.getOutputStream();
    try {
      out.write(bytes);
      out.flush();
      if (!whole) {
        socket.shutdownOutput();
      }
    } catch (SocketException e) {
      // Closed before all was sent: what was answered before may still be read.
    }
  }

  private static void read(Socket socket, String method, List<RawAnswer> answers, boolean whole)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
    do {
      RawAnswer answer = RawAnswer.read(in, method);
      if (answer == null) {
        return;
      }
      answers.add(answer);
      if (answer.status() == 101) {
        while (in.read() >= 0) {
          // Frames, until the other side closes.
        }
        return;
      }
    } while (!whole && answers.size() < MOST_ANSWERS);
  }
}
