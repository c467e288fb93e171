package io.rivulet.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Says a few commands to a Redis, one line each, and reads answers of one line.
final class RedisConversation {
  private RedisConversation() {}

  /// The answer's text: of a bulk string its content, of anything else the line after its type.
  static String ask(String uri, String command) {
    URI address = URI.create(uri);
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line == null) {
        throw new IOException("connection closed");
      }
      return line.startsWith("$") && !line.equals("$-1") ? in.readLine() : line.substring(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
