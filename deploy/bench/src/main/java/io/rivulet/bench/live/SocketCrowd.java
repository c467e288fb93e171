package io.rivulet.bench.live;

import io.rivulet.id.Ids;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Many who listen over WebSockets, all served by one thread. Of each event it notes how old its
/// post is, to the millisecond that its id has.
final class SocketCrowd implements AutoCloseable {
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
  private static final byte[] UPDATE =
      "\"event\":\"update\",\"payload\":\"{\\\"id\\\":\\\"".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 18;
  private static final Duration OPENING = Duration.ofMinutes(2);

  /// Handshakes under way: a server's queue of connections is short.
  private static final int AT_ONCE = 100;

  private final int port;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final ConcurrentLinkedQueue<Runnable> registrations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final LongAdder events = new LongAdder();
  private final Histogram ages = new ConcurrentHistogram(60_000, 3);
  private final Thread thread;
  private volatile boolean closed;

  SocketCrowd(int port) {
    this.port = port;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new LocalException("No selector: " + e.getMessage(), e);
    }
    thread = Thread.ofPlatform().daemon().name("crowd").start(this::serve);
  }

  /// Opens one for each token, and returns when all are open.
  void open(Iterable<String> tokens) throws InterruptedException {
    int asked = 0;
    long deadline = System.nanoTime() + OPENING.toNanos();
    for (String token : tokens) {
      connect(token);
      asked++;
      while (asked - opened.get() >= AT_ONCE) {
        pause(deadline);
      }
    }
    while (opened.get() < asked) {
      pause(deadline);
    }
  }

  private void pause(long deadline) throws InterruptedException {
    if (lost.get() > 0 || System.nanoTime() > deadline) {
      throw new LocalException(
          "Only %,d are open, %,d were refused: the reader's log may say why"
              .formatted(opened.get(), lost.get()));
    }
    Thread.sleep(1);
  }

  private void connect(String token) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      String request =
          "GET /api/v1/streaming?stream=user HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer "
              + token
              + "\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      registrations.add(() -> register(channel));
      selector.wakeup();
    } catch (IOException e) {
      throw new LocalException("No connection: " + e.getMessage(), e);
    }
  }

  private void register(SocketChannel channel) {
    try {
      channel.register(selector, SelectionKey.OP_READ, new Frames());
    } catch (IOException e) {
      lost.incrementAndGet();
    }
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select(this::read);
        for (Runnable next = registrations.poll(); next != null; next = registrations.poll()) {
          next.run();
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      lost.incrementAndGet();
    }
  }

  private void read(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      buffer.clear();
      int read = channel.read(buffer);
      buffer.flip();
      if (read < 0 || !((Frames) key.attachment()).take(buffer, new Noting(channel))) {
        lose(key);
      }
    } catch (IOException e) {
      lose(key);
    }
  }

  private void lose(SelectionKey key) {
    lost.incrementAndGet();
    key.cancel();
    try {
      key.channel().close();
    } catch (IOException _) {
      // It is lost anyway.
    }
  }

  private final class Noting implements Frames.Sink {
    private final SocketChannel channel;

    Noting(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void opened() {
      opened.incrementAndGet();
    }

    @Override
    public void text(byte[] message, int from, int to) {
      int at = Frames.indexOf(message, from, to, UPDATE);
      if (at >= 0) {
        long id = 0;
        for (int i = at + UPDATE.length; i < to && message[i] != '\\'; i++) {
          id = id * 10 + message[i] - '0';
        }
        events.increment();
        ages.recordValue(
            Math.clamp(System.currentTimeMillis() - Ids.time(id).toEpochMilli(), 0, 60_000));
      }
    }

    @Override
    public void ping() {
      try {
        channel.write(ByteBuffer.wrap(PONG));
      } catch (IOException _) {
        // Found out by the next read.
      }
    }
  }

  /// Connections that were open and are not any more.
  int lost() {
    return lost.get();
  }

  /// Events that came so far.
  long events() {
    return events.sum();
  }

  /// Ages of what came since this was asked last, in milliseconds.
  Histogram takeAges() {
    Histogram taken = ages.copy();
    ages.reset();
    return taken;
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
