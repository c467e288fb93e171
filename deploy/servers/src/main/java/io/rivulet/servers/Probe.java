package io.rivulet.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Asks a server whether it serves, in its own protocol and without a client library, which would
/// be on everybody's class path.
///
/// @param certificate trusted, and shown where the server asks for one; without it in plain text
record Probe(String host, int port, Optional<ServerCertificate> certificate) {
  private static final int TIMEOUT_MS = 1_000;
  private static final short METADATA_API = 3;
  private static final short METADATA_VERSION = 7;
  private static final int CORRELATION = 1;
  private static final int MAX_TEXT_BYTES = 1 << 14;
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  /// Whether PING is answered by PONG, or refused for want of a password. Not while Redis still
  /// loads its data.
  static boolean redisAnswers(String host, int port) {
    return new Probe(host, port, Optional.empty()).redisAnswers();
  }

  boolean redisAnswers() {
    try (var socket = connect()) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG") || answer.equals("-NOAU");
    } catch (IOException _) {
      return false;
    }
  }

  /// The answer of a Redis to a command, as it comes over the wire and without what is beyond some
  /// kilobytes.
  ///
  /// @throws ServerException if there is none
  static String ask(String host, int port, String command) {
    return new Probe(host, port, Optional.empty()).ask(command);
  }

  /// As [#ask(String, int, String)].
  String ask(String command) {
    try (var socket = connect()) {
      // Redis ends the connection when it has answered.
      String commands = command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return new String(
          socket.getInputStream().readNBytes(MAX_TEXT_BYTES), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new ServerException(
          "Redis on port %d does not answer %s: %s".formatted(port, command, e.getMessage()), e);
    }
  }

  /// Whether the metadata names a broker: a broker that the controller has not admitted yet answers
  /// already, but no topic can be created on it.
  static boolean kafkaAnswers(String host, int port) {
    return new Probe(host, port, Optional.empty()).kafkaAnswers();
  }

  boolean kafkaAnswers() {
    try (var socket = connect()) {
      askForBrokers(new DataOutputStream(socket.getOutputStream()));
      return namesABroker(new DataInputStream(socket.getInputStream()));
    } catch (IOException _) {
      return false;
    }
  }

  /// A Metadata request for no topic: header v1 (api, version, correlation, client id), topics,
  /// auto-create.
  private static void askForBrokers(DataOutputStream out) throws IOException {
    byte[] clientId = "probe".getBytes(StandardCharsets.US_ASCII);
    out.writeInt(2 + 2 + 4 + 2 + clientId.length + 4 + 1);
    out.writeShort(METADATA_API);
    out.writeShort(METADATA_VERSION);
    out.writeInt(CORRELATION);
    out.writeShort(clientId.length);
    out.write(clientId);
    out.writeInt(0);
    out.writeBoolean(false);
    out.flush();
  }

  /// The answer begins with size, correlation, throttle time and the number of brokers.
  private static boolean namesABroker(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 12 || size > MAX_ANSWER_BYTES || in.readInt() != CORRELATION) {
      return false;
    }
    in.readInt();
    return in.readInt() > 0;
  }

  private Socket connect() throws IOException {
    Socket socket =
        certificate.isPresent()
            ? certificate.get().context().getSocketFactory().createSocket()
            : new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
