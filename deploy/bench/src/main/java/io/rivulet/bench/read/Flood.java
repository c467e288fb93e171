package io.rivulet.bench.read;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Clients without patience or consideration: requests at a rate, whatever is answered, over so
/// many connections that there is always one. As in [HttpLoad] a request's time counts from when it
/// was due, and the client takes as little of the machine as it can: it is one thread, which looks
/// once a millisecond at most.
final class Flood implements AutoCloseable {
  static final Duration SLICE = Duration.ofMillis(500);

  private static final int BUFFER = 256 * 1_024;
  private static final int SAMPLED = 499;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
  private static final int UNAVAILABLE = 503;
  private static final int OK = 200;

  private final Supplier<byte[]> requests;
  private final Selector selector;
  private final List<Wire> wires = new ArrayList<>();
  private final Queue<Wire> free = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final SplittableRandom random = new SplittableRandom(Crowd.SEED);

  Flood(int port, Supplier<byte[]> requests, int connections) {
    this.requests = requests;
    try {
      this.selector = Selector.open();
      for (int i = 0; i < connections; i++) {
        wires.add(Wire.open(new int[] {port}, selector).anyStatus());
      }
    } catch (IOException e) {
      throw new LocalException("No connections: " + e.getMessage(), e);
    }
    free.addAll(wires);
  }

  /// Requests at a rate, the times between them being exponential.
  Flooded at(double rate, Duration duration) {
    try {
      return new Stretch(rate, duration).run();
    } catch (IOException e) {
      throw new LocalException("The server does not answer: " + e.getMessage(), e);
    }
  }

  /// One stretch of a rate.
  private final class Stretch {
    private final double rate;
    private final long began = System.nanoTime();
    private final long end;
    private final Histogram served = histogram();
    private final Histogram refused = histogram();
    private final List<Flooded.Slice> slices = new ArrayList<>();
    private final List<byte[]> samples = new ArrayList<>();
    private double due = began;
    private long asked;
    private long answered;

    Stretch(double rate, Duration duration) {
      this.rate = rate;
      this.end = began + duration.toNanos();
      for (long at = 0; at < duration.toNanos(); at += SLICE.toNanos()) {
        slices.add(new Flooded.Slice(histogram(), histogram()));
      }
    }

    private static Histogram histogram() {
      return new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    }

    private Flooded run() throws IOException {
      while (System.nanoTime() < end) {
        send();
        receive(1);
      }
      long unsent = 0;
      while (due < end) {
        unsent++;
        next();
      }
      long last = System.nanoTime() + LAST_ANSWERS.toNanos();
      while (answered < asked && System.nanoTime() < last) {
        receive(100);
      }
      if (answered < asked) {
        throw new IOException("%d requests have no answer".formatted(asked - answered));
      }
      return new Flooded((end - began) / 1e9, asked, unsent, served, refused, slices, samples);
    }

    private void send() throws IOException {
      long now = System.nanoTime();
      while (due <= now && due < end && !free.isEmpty()) {
        free.remove().send(new Request(0, requests.get()), (long) due, asked++ % SAMPLED == 0);
        next();
      }
    }

    private void next() {
      due -= Math.log(1 - random.nextDouble()) / rate * TimeUnit.SECONDS.toNanos(1);
    }

    private void receive(long millis) throws IOException {
      selector.select(millis);
      for (SelectionKey key : selector.selectedKeys()) {
        Wire wire = (Wire) key.attachment();
        if (wire.receive(buffer)) {
          take(wire, System.nanoTime());
          free.add(wire);
        }
      }
      selector.selectedKeys().clear();
    }

    private void take(Wire wire, long now) {
      answered++;
      boolean page = wire.status() == OK;
      if (!page && wire.status() != UNAVAILABLE) {
        throw new LocalException("Nothing to measure: the answer was " + wire.status());
      }
      int at = (int) ((wire.startedAt() - began) / SLICE.toNanos());
      Flooded.Slice slice = slices.get(Math.min(at, slices.size() - 1));
      long nanos = Math.min(now - wire.startedAt(), served.getHighestTrackableValue());
      (page ? served : refused).recordValue(nanos);
      (page ? slice.served() : slice.refused()).recordValue(nanos);
      byte[] body = wire.body();
      if (page && body != null) {
        samples.add(body);
      }
    }
  }

  @Override
  public void close() {
    try {
      for (Wire wire : wires) {
        wire.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new LocalException("Connections cannot be closed: " + e.getMessage(), e);
    }
  }
}
