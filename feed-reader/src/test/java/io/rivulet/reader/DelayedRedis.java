package io.rivulet.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A way to Redis on which every answer takes longer by the same time, however many there are.
final class DelayedRedis implements AutoCloseable {
  private static final int BUFFER = 65_536;

  private final int upstream;
  private final Duration delay;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Part(byte[] bytes, long due) {}

  /// A way that is open.
  ///
  /// @param upstream port of 127.0.0.1
  DelayedRedis(int upstream, Duration delay) {
    this.upstream = upstream;
    this.delay = delay;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String uri() {
    return "redis://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), upstream);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> forward(client, server));
        delayed(server, client);
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void forward(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Closed.
    }
  }

  private void delayed(Socket from, Socket to) {
    BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> read(from, parts));
    Thread.ofVirtual().start(() -> write(parts, to));
  }

  private void read(Socket from, BlockingQueue<Part> parts) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, read);
        parts.add(new Part(bytes, System.nanoTime() + delay.toNanos()));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void write(BlockingQueue<Part> parts, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      while (!to.isClosed()) {
        Part part = parts.poll(1, TimeUnit.SECONDS);
        if (part != null) {
          TimeUnit.NANOSECONDS.sleep(part.due - System.nanoTime());
          out.write(part.bytes);
        }
      }
    } catch (IOException _) {
      // Closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
