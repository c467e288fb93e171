package io.rivulet.bench.ceiling;

import io.rivulet.redis.LuaScript;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A connection to Redis with nothing around it: one thread, a socket, requests pipelined.
final class Wire implements AutoCloseable {
  private static final int BUFFER = 1 << 18;
  private static final long SAMPLE_NANOS = Duration.ofMillis(250).toNanos();

  private final SocketChannel channel;
  private final Requests requests = new Requests();
  private final Answers answers = new Answers();
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);

  private Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static Wire open(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Wire(channel);
  }

  /// Has Redis know a script.
  void load(LuaScript script) throws IOException {
    requests.add(List.of(ascii("SCRIPT"), ascii("LOAD"), script.source()));
    await(1);
  }

  /// Keeps up to `depth` of a load under way for some time, then waits for the last.
  Pace run(Load load, int depth, Duration time) throws IOException {
    var samples = new ArrayList<Pace.Sample>();
    answers.clear();
    long first = answers.complete();
    long began = System.nanoTime();
    long until = began + time.toNanos();
    long sampled = began;
    long sent = 0;
    long done = 0;
    long doneSampled = 0;
    long now = began;
    while (now < until) {
      for (; sent - done < depth; sent++) {
        load.next(requests);
      }
      write();
      read();
      done = (answers.complete() - first) / load.answers();
      now = System.nanoTime();
      if (now - sampled >= SAMPLE_NANOS) {
        double rate = (done - doneSampled) * load.deliveries() * 1e9 / (now - sampled);
        samples.add(new Pace.Sample((now - began) / 1e9, rate));
        sampled = now;
        doneSampled = done;
      }
    }
    await((sent - done) * load.answers() - (answers.complete() - first) % load.answers());
    long nanos = System.nanoTime() - began;
    return new Pace(sent * load.deliveries(), nanos / 1e9, samples);
  }

  /// Sends one after the other, as many as there are.
  void run(Load load, int depth, long times) throws IOException {
    answers.clear();
    long first = answers.complete();
    long done = 0;
    for (long sent = 0; sent < times; ) {
      for (; sent < times && sent - done < depth; sent++) {
        load.next(requests);
      }
      write();
      read();
      done = (answers.complete() - first) / load.answers();
    }
    await(times * load.answers() - (answers.complete() - first));
  }

  /// The sum of all numbers at a place of the answers of the last run.
  long sum(int place) {
    return answers.sum(place);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void await(long more) throws IOException {
    long target = answers.complete() + more;
    write();
    while (answers.complete() < target) {
      read();
    }
  }

  /// By way of memory that the kernel can read: else the JVM would look for some each time.
  private void write() throws IOException {
    ByteBuffer waiting = requests.take();
    while (waiting.hasRemaining()) {
      out.clear();
      int part = Math.min(out.remaining(), waiting.remaining());
      out.put(waiting.slice(waiting.position(), part)).flip();
      waiting.position(waiting.position() + part);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  private void read() throws IOException {
    in.clear();
    if (channel.read(in) < 0) {
      throw new EOFException("Redis closed the connection");
    }
    answers.read(in.flip());
  }

  /// Waits until Redis has closed the connection too: what it kept for it is freed then, and counts
  /// no longer as memory used.
  @Override
  public void close() throws IOException {
    try (channel) {
      requests.take();
      requests.add(List.of(ascii("QUIT")));
      write();
      do {
        in.clear();
      } while (channel.read(in) >= 0);
    }
  }
}
