package io.rivulet.faults.net;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// A TUN device: what a kernel sends out by it is read here, what is written here the kernel takes
/// for received. It stays with this process when it is moved into another network namespace, and
/// ends with this process.
final class Tun implements AutoCloseable {
  private static final String DEVICE = "/dev/net/tun";
  private static final int READ_WRITE = 2;
  private static final int NONBLOCK = 2_048;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final long SET_INTERFACE = 0x400454ca;
  private static final short TUN = 1;
  private static final short NO_PACKET_INFORMATION = 0x1000;
  private static final int LONGEST_NAME = 15;
  private static final int REQUEST_BYTES = 40;

  private final int descriptor;

  private Tun(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Makes a device.
  ///
  /// @param name at most 15 characters
  /// @throws IOException if this process may not, or there is such a device
  static Tun open(String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > LONGEST_NAME) {
      throw new IllegalArgumentException("too long for a device: " + name);
    }
    int descriptor = SystemCalls.open(DEVICE, READ_WRITE | NONBLOCK | CLOSE_ON_EXEC);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      MemorySegment.copy(bytes, 0, request, ValueLayout.JAVA_BYTE, 0, bytes.length);
      request.set(ValueLayout.JAVA_SHORT, LONGEST_NAME + 1, (short) (TUN | NO_PACKET_INFORMATION));
      SystemCalls.control(descriptor, SET_INTERFACE, request);
      return new Tun(descriptor);
    } catch (IOException e) {
      SystemCalls.close(descriptor);
      throw new IOException("device %s cannot be made: %s".formatted(name, e.getMessage()), e);
    }
  }

  int descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    SystemCalls.close(descriptor);
  }
}
