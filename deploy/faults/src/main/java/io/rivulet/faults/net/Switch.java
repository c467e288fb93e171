package io.rivulet.faults.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Hands packets from host to host, but for those that the [Weather] takes or holds up.
///
/// One thread reads all devices, so what is lost is the same for the same seed and traffic.
final class Switch implements AutoCloseable {
  private static final int PACKET_BYTES = 1 << 16;
  private static final int POLL_ENTRY = 8;
  private static final int AT_ONCE = 64;
  private static final int IDLE_MILLIS = 50;
  private static final long MILLISECOND = 1_000_000;

  /// Of an IPv4 packet.
  private static final int SOURCE = 12;

  private static final int DESTINATION = 16;
  private static final int LEAST_BYTES = 20;
  private static final int VERSION_4 = 4;

  /// What waits for its time at most, 60 MB of the largest packets: more is lost, as it is in any
  /// queue.
  private static final int WAITING = 6_000;

  private static final ValueLayout.OfInt ADDRESS =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final List<Port> ports;
  private final Map<Integer, Port> byAddress = new HashMap<>();
  private final Map<Integer, Weather> weather = new ConcurrentHashMap<>();
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final Random random;
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread thread = Thread.ofPlatform().daemon().name("switch").unstarted(this::run);
  private volatile boolean open = true;
  private long sequence;

  /// A device and the address behind it.
  record Port(int address, Tun device) {}

  /// A packet that is held up.
  @SuppressWarnings("ArrayRecordComponent") // not compared by it
  private record Waiting(long due, long sequence, Port to, byte[] packet)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(due - other.due, 0);
      return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
    }
  }

  Switch(List<Port> ports, long seed) {
    this.ports = List.copyOf(ports);
    this.ports.forEach(port -> byAddress.put(port.address(), port));
    this.random = new Random(seed);
  }

  void start() {
    thread.start();
  }

  /// From now on, for packets to and from an address.
  void weather(int address, Weather now) {
    if (now.equals(Weather.FINE)) {
      weather.remove(address);
    } else {
      weather.put(address, now);
    }
  }

  long forwarded() {
    return forwarded.sum();
  }

  long lost() {
    return lost.sum();
  }

  private void run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment descriptors = arena.allocate((long) POLL_ENTRY * ports.size(), POLL_ENTRY);
      for (int i = 0; i < ports.size(); i++) {
        descriptors.set(
            ValueLayout.JAVA_INT, (long) POLL_ENTRY * i, ports.get(i).device().descriptor());
        descriptors.set(
            ValueLayout.JAVA_SHORT, (long) POLL_ENTRY * i + Integer.BYTES, SystemCalls.READABLE);
      }
      MemorySegment buffer = arena.allocate(PACKET_BYTES);
      while (open) {
        SystemCalls.poll(descriptors, ports.size(), patience());
        for (int i = 0; i < ports.size(); i++) {
          short events =
              descriptors.get(
                  ValueLayout.JAVA_SHORT, (long) POLL_ENTRY * i + Integer.BYTES + Short.BYTES);
          if ((events & SystemCalls.READABLE) != 0) {
            readFrom(ports.get(i), buffer);
          }
        }
        deliverDue();
      }
    }
  }

  private int patience() {
    Waiting next = waiting.peek();
    if (next == null) {
      return IDLE_MILLIS;
    }
    long millis = Math.ceilDiv(next.due() - System.nanoTime(), MILLISECOND);
    return Math.clamp(millis, 0, IDLE_MILLIS);
  }

  private void readFrom(Port port, MemorySegment buffer) {
    for (int i = 0; i < AT_ONCE; i++) {
      long length = SystemCalls.read(port.device().descriptor(), buffer);
      if (length <= 0) {
        return;
      }
      pass(buffer.asSlice(0, length));
    }
  }

  private void pass(MemorySegment packet) {
    if (packet.byteSize() < LEAST_BYTES
        || packet.get(ValueLayout.JAVA_BYTE, 0) >> VERSION_4 != VERSION_4) {
      return;
    }
    Port to = byAddress.get(packet.get(ADDRESS, DESTINATION));
    if (to == null) {
      return;
    }
    if (weather.isEmpty()) {
      send(to, packet);
      return;
    }
    Weather now = at(packet.get(ADDRESS, SOURCE)).and(at(to.address()));
    if (now.loss() > 0 && random.nextDouble() < now.loss()) {
      lost.increment();
    } else if (now.delay().isZero()) {
      send(to, packet);
    } else if (waiting.size() < WAITING) {
      waiting.add(
          new Waiting(
              System.nanoTime() + now.delay().toNanos(),
              sequence++,
              to,
              packet.toArray(ValueLayout.JAVA_BYTE)));
    } else {
      lost.increment();
    }
  }

  private Weather at(int address) {
    return weather.getOrDefault(address, Weather.FINE);
  }

  private void deliverDue() {
    long now = System.nanoTime();
    var due = new ArrayList<Waiting>();
    while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
      due.add(waiting.remove());
    }
    if (!due.isEmpty()) {
      try (Arena arena = Arena.ofConfined()) {
        for (Waiting one : due) {
          send(one.to(), arena.allocateFrom(ValueLayout.JAVA_BYTE, one.packet()));
        }
      }
    }
  }

  private void send(Port to, MemorySegment packet) {
    if (SystemCalls.write(to.device().descriptor(), packet) < 0) {
      lost.increment();
    } else {
      forwarded.increment();
    }
  }

  /// Stops, and gives the devices back.
  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ports.forEach(port -> port.device().close());
  }
}
