package io.rivulet.faults.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The few calls of Linux that a switch needs and Java has not.
@SuppressWarnings("restricted")
final class SystemCalls {
  static final short READABLE = 1;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_OF = STATE.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      handle(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ =
      handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      handle("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle POLL =
      handle("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private SystemCalls() {}

  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
  }

  /// Opens a file.
  ///
  /// @throws IOException with the error's number
  static int open(String path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags);
      return require(descriptor, state, "open " + path);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  static void control(int descriptor, long request, MemorySegment argument) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int answer = (int) IOCTL.invokeExact(state, descriptor, request, argument);
      var _ = require(answer, state, "ioctl");
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int require(int answer, MemorySegment state, String call) throws IOException {
    if (answer < 0) {
      throw new IOException("%s: error %d".formatted(call, (int) ERRNO_OF.get(state, 0L)));
    }
    return answer;
  }

  /// The bytes read; below 0 if there are none now.
  static long read(int descriptor, MemorySegment into) {
    try {
      return (long) READ.invokeExact(descriptor, into, into.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Below 0 if the packet was not taken, as by a device that is down.
  static long write(int descriptor, MemorySegment from) {
    try {
      return (long) WRITE.invokeExact(descriptor, from, from.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until one of `count` descriptors is readable.
  static void poll(MemorySegment descriptors, int count, int millis) {
    try {
      var _ = (int) POLL.invokeExact(descriptors, (long) count, millis);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void close(int descriptor) {
    try {
      var _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static IOException failed(Throwable e) {
    return e instanceof IOException failure ? failure : new IOException(e);
  }
}
