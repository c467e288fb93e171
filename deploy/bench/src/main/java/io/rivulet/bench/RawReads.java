package io.rivulet.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The ceiling: reads values with nothing but a socket, all commands in one write, the answers into
/// one buffer that nobody looks at. No client of Redis can be faster on one connection.
final class RawReads implements AutoCloseable {
  private static final int KEYS_A_COMMAND = 100;

  private final SocketChannel channel;
  private final ByteBuffer commands;
  private final ByteBuffer answers = ByteBuffer.allocateDirect(1 << 20);
  private final long bytes;

  private RawReads(SocketChannel channel, ByteBuffer commands, long bytes) {
    this.channel = channel;
    this.commands = commands;
    this.bytes = bytes;
  }

  /// Reads values whole, as many keys a command as feed-reader takes.
  ///
  /// @param lengths of the values, which must not change meanwhile: they say where the answer ends
  static RawReads whole(int port, List<byte[]> keys, List<Long> lengths) throws IOException {
    var commands = new ByteArrayOutputStream();
    long bytes = 0;
    for (int from = 0; from < keys.size(); from += KEYS_A_COMMAND) {
      int to = Math.min(from + KEYS_A_COMMAND, keys.size());
      commands.writeBytes(header('*', to - from + 1L));
      write(commands, "MGET");
      keys.subList(from, to).forEach(key -> write(commands, key));
      bytes += header('*', to - from).length;
      for (long length : lengths.subList(from, to)) {
        bytes += answer(length);
      }
    }
    return connect(port, commands.toByteArray(), bytes);
  }

  /// Reads the last bytes of each value.
  ///
  /// @param tail how many of each, at most
  static RawReads tails(int port, List<byte[]> keys, List<Long> lengths, long tail)
      throws IOException {
    var commands = new ByteArrayOutputStream();
    long bytes = 0;
    for (int i = 0; i < keys.size(); i++) {
      commands.writeBytes(header('*', 4));
      write(commands, "GETRANGE");
      write(commands, keys.get(i));
      write(commands, Long.toString(-tail));
      write(commands, "-1");
      bytes += answer(Math.min(tail, lengths.get(i)));
    }
    return connect(port, commands.toByteArray(), bytes);
  }

  private static RawReads connect(int port, byte[] commands, long bytes) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer direct = ByteBuffer.allocateDirect(commands.length).put(commands);
    return new RawReads(channel, direct.flip(), bytes);
  }

  /// Bytes of an answer with a value of this length.
  private static long answer(long length) {
    return header('$', length).length + length + 2;
  }

  private static byte[] header(char kind, long number) {
    return (kind + Long.toString(number) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(ByteArrayOutputStream commands, String argument) {
    write(commands, argument.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(ByteArrayOutputStream commands, byte[] argument) {
    commands.writeBytes(header('$', argument.length));
    commands.writeBytes(argument);
    commands.writeBytes(new byte[] {'\r', '\n'});
  }

  /// Bytes of all answers.
  long bytes() {
    return bytes;
  }

  /// Reads everything once.
  ///
  /// @return nanoseconds it took
  long time() throws IOException {
    commands.rewind();
    long began = System.nanoTime();
    while (commands.hasRemaining()) {
      channel.write(commands);
    }
    for (long left = bytes; left > 0; ) {
      answers.clear();
      int read = channel.read(answers);
      if (read < 0) {
        throw new EOFException("Redis closed the connection");
      }
      left -= read;
    }
    return System.nanoTime() - began;
  }

  /// Whether nothing is left to read: then the answers ended where they were expected to.
  boolean isDrained() throws IOException {
    channel.configureBlocking(false);
    try {
      answers.clear();
      return channel.read(answers) == 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
