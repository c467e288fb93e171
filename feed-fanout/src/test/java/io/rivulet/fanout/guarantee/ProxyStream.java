package io.rivulet.fanout.guarantee;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// One direction of one connection through a [FaultProxy]: a reader that takes whatever comes, and
/// a writer that passes it on when the valve lets it.
final class ProxyStream {
  /// Bytes as they were read. Without any: the end of the stream.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Piece(byte[] bytes, int frames, long arrived) {}

  private static final int BUFFER = 1 << 16;

  private final InputStream from;
  private final OutputStream to;
  private final Valve valve;
  private final Consumer<byte[]> seen;
  private final Runnable ended;
  private final RespFrames frames = new RespFrames();
  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

  /// Makes a stream that does nothing yet.
  ///
  /// @param seen gets every piece before it can be passed on
  /// @param ended called when either side is gone
  ProxyStream(
      InputStream from, OutputStream to, Valve valve, Consumer<byte[]> seen, Runnable ended) {
    this.from = from;
    this.to = to;
    this.valve = valve;
    this.seen = seen;
    this.ended = ended;
  }

  void start(String name) {
    Thread.ofVirtual().name(name + "-reader").start(this::read);
    Thread.ofVirtual().name(name + "-writer").start(this::write);
  }

  private void read() {
    byte[] buffer = new byte[BUFFER];
    try {
      int length = from.read(buffer);
      while (length >= 0) {
        byte[] bytes = Arrays.copyOf(buffer, length);
        seen.accept(bytes);
        int whole = frames.count(bytes, length);
        valve.arrived(whole);
        pieces.add(new Piece(bytes, whole, System.nanoTime()));
        length = from.read(buffer);
      }
    } catch (IOException e) {
      // The connection was cut, by a side of it or by the test.
    } finally {
      ended.run();
      pieces.add(new Piece(new byte[0], 0, System.nanoTime()));
    }
  }

  private void write() {
    try {
      Piece piece = pieces.take();
      while (piece.bytes.length > 0) {
        valve.pass(piece.arrived);
        to.write(piece.bytes);
        to.flush();
        valve.passed(piece.frames);
        piece = pieces.take();
      }
    } catch (IOException e) {
      // As above; what is left is lost as on a broken network.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.run();
      pieces.forEach(lost -> valve.passed(lost.frames));
    }
  }

  /// What all connections of a proxy obey in one direction.
  static final class Valve {
    private boolean held;
    private Duration delay = Duration.ZERO;
    private int waiting;

    synchronized void hold() {
      held = true;
    }

    synchronized void delay(Duration newDelay) {
      delay = newDelay;
      notifyAll();
    }

    synchronized void open() {
      held = false;
      delay = Duration.ZERO;
      notifyAll();
    }

    /// Whole commands or answers that came and were not passed on.
    synchronized int waiting() {
      return waiting;
    }

    private synchronized void arrived(int frames) {
      waiting += frames;
    }

    private synchronized void passed(int frames) {
      waiting -= frames;
    }

    private synchronized void pass(long arrived) throws InterruptedException {
      long left = arrived + delay.toNanos() - System.nanoTime();
      while (held || left > 0) {
        wait(held ? 0 : left / 1_000_000 + 1);
        left = arrived + delay.toNanos() - System.nanoTime();
      }
    }
  }
}
