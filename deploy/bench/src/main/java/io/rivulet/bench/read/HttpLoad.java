package io.rivulet.bench.read;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A client that takes as little of the machine as it can, since the server shares it: requests are
/// bytes made before, answers are counted and thrown away.
///
/// Closed, each connection sends its next request when the last is answered: that finds the
/// maximum. Open, requests begin at times that were fixed before, whatever the server does, and
/// their time counts from then; a connection that is not free yet is waited for on the server's
/// account.
final class HttpLoad {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final int BUFFER = 256 * 1_024;
  private static final int SAMPLED = 499;

  private final int[] ports;
  private final Supplier<Request> requests;
  private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final List<byte[]> samples = new ArrayList<>();
  private long sent;
  private long bytes;

  private HttpLoad(int[] ports, Supplier<Request> requests) {
    this.ports = ports.clone();
    this.requests = requests;
  }

  private static HttpLoad of(int port, Supplier<byte[]> requests) {
    return new HttpLoad(new int[] {port}, () -> new Request(0, requests.get()));
  }

  /// As much as some connections can.
  static Loaded closed(int port, Supplier<byte[]> requests, int connections, Duration duration) {
    return of(port, requests).asMuchAsPossible(connections, Long.MAX_VALUE, duration);
  }

  /// As much as some connections can, of several servers.
  static Loaded closed(
      int[] ports, Supplier<Request> requests, int connections, Duration duration) {
    return new HttpLoad(ports, requests).asMuchAsPossible(connections, Long.MAX_VALUE, duration);
  }

  /// Requests to several servers at a rate, the times between them being exponential.
  static Loaded open(
      int[] ports, Supplier<Request> requests, int connections, double rate, Duration duration) {
    return new HttpLoad(ports, requests).atRate(connections, rate, duration);
  }

  /// A number of requests, as fast as some connections can.
  static Loaded some(int port, Supplier<byte[]> requests, int connections, long number) {
    return of(port, requests).asMuchAsPossible(connections, number, Duration.ofMinutes(10));
  }

  /// Requests at a rate, the times between them being exponential.
  static Loaded open(
      int port, Supplier<byte[]> requests, int connections, double rate, Duration duration) {
    return of(port, requests).atRate(connections, rate, duration);
  }

  private Loaded asMuchAsPossible(int connections, long number, Duration duration) {
    try (Selector selector = Selector.open()) {
      List<Wire> wires = open(connections, selector);
      long began = System.nanoTime();
      long end = began + duration.toNanos();
      for (Wire wire : wires) {
        send(wire, System.nanoTime());
      }
      while (nanos.getTotalCount() < sent) {
        for (Wire wire : answered(selector)) {
          long now = System.nanoTime();
          take(wire, now);
          if (now < end && sent < number) {
            send(wire, now);
          }
        }
      }
      return result(began, wires);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Loaded atRate(int connections, double rate, Duration duration) {
    try (Selector selector = Selector.open()) {
      List<Wire> wires = open(connections, selector);
      BlockingQueue<Wire> free = new ArrayBlockingQueue<>(connections, false, wires);
      long began = System.nanoTime();
      var pacer = new Pacer(free, selector, rate, began, began + duration.toNanos());
      Thread.ofPlatform().daemon().name("pacer").start(pacer);
      while (!pacer.ended || nanos.getTotalCount() < pacer.paced.get()) {
        for (Wire wire : answered(selector)) {
          take(wire, System.nanoTime());
          free.add(wire);
        }
        pacer.check();
      }
      return result(began, wires);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Sends at the times.
  private final class Pacer implements Runnable {
    private final BlockingQueue<Wire> free;
    private final Selector selector;
    private final double rate;
    private final long began;
    private final long end;
    private final AtomicLong paced = new AtomicLong();
    private final SplittableRandom random = new SplittableRandom(Crowd.SEED);
    private volatile @Nullable Exception failure;
    private volatile boolean ended;

    Pacer(BlockingQueue<Wire> free, Selector selector, double rate, long began, long end) {
      this.free = free;
      this.selector = selector;
      this.rate = rate;
      this.began = began;
      this.end = end;
    }

    @Override
    public void run() {
      try {
        double due = began;
        while (due < end) {
          for (long left = (long) due - System.nanoTime(); left > 0; ) {
            LockSupport.parkNanos(left);
            left = (long) due - System.nanoTime();
          }
          Wire wire = free.take();
          paced.incrementAndGet();
          send(wire, (long) due);
          due -= Math.log(1 - random.nextDouble()) / rate * TimeUnit.SECONDS.toNanos(1);
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        failure = e;
      } finally {
        ended = true;
        // Whoever waits for the last answer may have it already.
        selector.wakeup();
      }
    }

    private void check() throws IOException {
      Exception failed = failure;
      if (failed != null) {
        throw new IOException(failed);
      }
    }
  }

  private List<Wire> open(int connections, Selector selector) throws IOException {
    List<Wire> wires = new ArrayList<>(connections);
    for (int i = 0; i < connections; i++) {
      wires.add(Wire.open(ports, selector));
    }
    return wires;
  }

  private void send(Wire wire, long startedAt) throws IOException {
    wire.send(requests.get(), startedAt, sent++ % SAMPLED == 0);
  }

  private List<Wire> answered(Selector selector) throws IOException {
    List<Wire> answered = new ArrayList<>();
    long began = System.nanoTime();
    int ready = selector.select(SILENCE.toMillis());
    if (ready == 0
        && System.nanoTime() - began > SILENCE.toNanos()
        && nanos.getTotalCount() < sent) {
      throw new IOException("nothing in " + SILENCE.toSeconds() + " s");
    }
    for (SelectionKey key : selector.selectedKeys()) {
      Wire wire = (Wire) key.attachment();
      if (wire.receive(buffer)) {
        answered.add(wire);
      }
    }
    selector.selectedKeys().clear();
    return answered;
  }

  private void take(Wire wire, long now) {
    nanos.recordValue(Math.min(now - wire.startedAt(), nanos.getHighestTrackableValue()));
    bytes += wire.length();
    byte[] body = wire.body();
    if (body != null) {
      samples.add(body);
    }
  }

  private Loaded result(long began, List<Wire> wires) throws IOException {
    double seconds = (System.nanoTime() - began) / 1e9;
    for (Wire wire : wires) {
      wire.close();
    }
    return new Loaded(seconds, nanos, bytes, samples);
  }

  private static LocalException failed(IOException e) {
    return new LocalException("The server does not answer: " + e.getMessage(), e);
  }
}
