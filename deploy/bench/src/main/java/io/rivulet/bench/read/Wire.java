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

/// A connection that stays open and has one request under way at most. Of an answer it looks at the
/// status and the length; the body is kept only where it is asked for.
final class Wire implements AutoCloseable {
  private static final int MAX_HEAD = 4_096;
  private static final String LENGTH = "\r\ncontent-length: ";

  private final SocketChannel channel;
  private final byte[] head = new byte[MAX_HEAD];
  private int headLength;
  private int missing;
  private int bodyLength;
  private long startedAt;
  private @Nullable ByteArrayOutputStream kept;

  private Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static Wire open(int port, Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var wire = new Wire(channel);
    channel.register(selector, SelectionKey.OP_READ, wire);
    return wire;
  }

  /// Sends a request.
  ///
  /// @param startedAt from when its time counts
  /// @param keep whether its body is wanted
  void send(byte[] request, long startedAt, boolean keep) throws IOException {
    this.startedAt = startedAt;
    headLength = 0;
    missing = -1;
    kept = keep ? new ByteArrayOutputStream() : null;
    ByteBuffer bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Reads what is there.
  ///
  /// @param buffer for any use
  /// @return whether the answer is complete
  boolean receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
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
    if (!text.startsWith("http/1.1 200") || at < 0) {
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
    channel.close();
  }
}
