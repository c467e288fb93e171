package io.rivulet.bench.read;

import io.rivulet.local.LocalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A connection, or one to each of some servers, that stays open and has one request under way at
/// most. Of an answer it looks at the status and the length; the body is kept only where it is
/// asked for.
final class Wire implements AutoCloseable {
  private static final int MAX_HEAD = 4_096;
  private static final String LENGTH = "\r\ncontent-length: ";

  private final SocketChannel[] channels;
  private final byte[] head = new byte[MAX_HEAD];
  private int active;
  private int headLength;
  private int missing;
  private int bodyLength;
  private long startedAt;
  private boolean anyStatus;
  private int status;
  private @Nullable ByteArrayOutputStream kept;

  private Wire(SocketChannel[] channels) {
    this.channels = channels;
  }

  static Wire open(int[] ports, Selector selector) throws IOException {
    SocketChannel[] channels = new SocketChannel[ports.length];
    var wire = new Wire(channels);
    for (int i = 0; i < ports.length; i++) {
      channels[i] =
          SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports[i]));
      channels[i].setOption(StandardSocketOptions.TCP_NODELAY, true);
      channels[i].configureBlocking(false);
      channels[i].register(selector, SelectionKey.OP_READ, wire);
    }
    return wire;
  }

  /// Takes answers that are no success too.
  Wire anyStatus() {
    anyStatus = true;
    return this;
  }

  /// Of the last answer.
  int status() {
    return status;
  }

  /// Sends a request.
  ///
  /// @param startedAt from when its time counts
  /// @param keep whether its body is wanted
  void send(Request request, long startedAt, boolean keep) throws IOException {
    this.startedAt = startedAt;
    headLength = 0;
    missing = -1;
    kept = keep ? new ByteArrayOutputStream() : null;
    active = request.server();
    ByteBuffer bytes = ByteBuffer.wrap(request.bytes());
    while (bytes.hasRemaining()) {
      channels[active].write(bytes);
    }
  }

  /// Reads what is there.
  ///
  /// @param buffer for any use
  /// @return whether the answer is complete
  boolean receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = channels[active].read(buffer);
    if (read < 0) {
      throw new LocalException("The server closed a connection under a request");
    }
    buffer.flip();
    if (missing < 0 && !readHead(buffer)) {
      return false;
    }
    missing -= buffer.remaining();
    if (kept != null) {
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      kept.writeBytes(part);
    }
    return missing == 0;
  }

  private boolean readHead(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      head[headLength++] = buffer.get();
      if (head[headLength - 1] == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
        bodyLength = checkedLength();
        missing = bodyLength;
        return true;
      }
    }
    return false;
  }

  private int checkedLength() {
    String text =
        new String(head, 0, headLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int at = text.indexOf(LENGTH);
    status = text.startsWith("http/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    if ((status != 200 && !(anyStatus && status > 0)) || at < 0) {
      throw new LocalException(
          "Nothing to measure: the answer was " + text.lines().findFirst().orElse("empty"));
    }
    int from = at + LENGTH.length();
    return Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
  }

  long startedAt() {
    return startedAt;
  }

  /// Bytes of the answer, its head among them.
  int length() {
    return headLength + bodyLength;
  }

  /// The head of the answer.
  byte[] head() {
    return Arrays.copyOf(head, headLength);
  }

  /// The body, if it was wanted.
  byte @Nullable [] body() {
    return kept == null ? null : kept.toByteArray();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
