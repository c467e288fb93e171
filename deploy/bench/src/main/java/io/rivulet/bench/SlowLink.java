package io.rivulet.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A connection to Redis on which every answer takes a given time longer. What waits for one answer
/// before it asks for the next takes that time once for each: so round trips can be counted, which
/// no counter of commands or packets tells.
final class SlowLink implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket listening;
  private final int target;
  private volatile long delayNanos;

  private SlowLink(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /// @param target port of Redis on 127.0.0.1
  static SlowLink open(int target) throws IOException {
    var link = new SlowLink(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), target);
    var _ = Thread.ofVirtual().name("slow-link").start(link::accept);
    return link;
  }

  String uri() {
    return "redis://127.0.0.1:" + listening.getLocalPort();
  }

  void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /// Bytes, and when they may go on.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Chunk(byte[] bytes, long due) {}

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket redis = new Socket(InetAddress.ofLiteral("127.0.0.1"), target);
        client.setTcpNoDelay(true);
        redis.setTcpNoDelay(true);
        BlockingQueue<Chunk> answers = new LinkedBlockingQueue<>();
        var _ = Thread.startVirtualThread(() -> pass(client, redis));
        var _ = Thread.startVirtualThread(() -> hold(redis, answers));
        var _ = Thread.startVirtualThread(() -> release(answers, client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException _) {
      // One of them has gone; so the other is closed.
    }
  }

  private void hold(Socket redis, BlockingQueue<Chunk> answers) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = redis.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        answers.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
      }
    } catch (IOException _) {
      // Redis or the link has gone.
    }
    answers.add(new Chunk(new byte[0], 0));
  }

  private static void release(BlockingQueue<Chunk> answers, Socket client) {
    try (client;
        OutputStream out = client.getOutputStream()) {
      for (Chunk chunk = answers.take(); chunk.bytes().length > 0; chunk = answers.take()) {
        long wait = chunk.due() - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        out.write(chunk.bytes());
      }
    } catch (IOException _) {
      // The client has gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
