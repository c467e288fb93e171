package io.rivulet.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Has every codec read changed values: either it gives something that is written again as the
/// same, or it throws what it promises; in little time, and with memory in proportion to the value.
final class CodecDoor {
  private static final List<Codec> CODECS = Codec.all();
  private static final Duration MOST_TIME = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_BYTES_A_BYTE = 1 << 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Findings findings;

  CodecDoor(Findings findings) {
    this.findings = findings;
  }

  void run(Duration time) {
    for (Codec codec : CODECS) {
      codec.samples().forEach(sample -> requireRead(codec, sample));
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long number = findings.next();
      Random random = new Random(findings.seed(number));
      Codec codec = CODECS.get(random.nextInt(CODECS.size()));
      byte[] value = new Mutation(random).of(codec.samples());
      Fault fault = fault(codec, value, true);
      if (fault != null && findings.isNew(codec.name() + " " + fault.kind())) {
        byte[] smallest = Shrinking.of(value, bytes -> failsAlike(codec, bytes, fault));
        findings.add(number, fault, reproduction(codec, smallest));
      }
    }
  }

  private void requireRead(Codec codec, byte[] sample) {
    try {
      var _ = codec.read().again(sample);
    } catch (RuntimeException e) {
      findings.add(
          0, new Fault("a good value is refused", e.toString()), reproduction(codec, sample));
    }
  }

  private static String reproduction(Codec codec, byte[] value) {
    return codec.name().replace(' ', '-')
        + ":"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  private boolean failsAlike(Codec codec, byte[] value, Fault fault) {
    Fault again = fault(codec, value, false);
    return again != null && again.kind().equals(fault.kind());
  }

  private @Nullable Fault fault(Codec codec, byte[] value, boolean counts) {
    long began = System.nanoTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    Fault fault = faultOfReading(codec, value, counts);
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (fault != null) {
      return fault;
    }
    if (bytes > MOST_BYTES + value.length * MOST_BYTES_A_BYTE) {
      return new Fault(
          codec.name() + " take much memory",
          "%,d bytes for a value of %,d".formatted(bytes, value.length));
    }
    return took.compareTo(MOST_TIME) > 0
        ? new Fault(codec.name() + " take long", took.toMillis() + " ms")
        : null;
  }

  private @Nullable Fault faultOfReading(Codec codec, byte[] value, boolean counts) {
    try {
      byte[] first = codec.read().again(value);
      if (counts) {
        findings.count("read");
      }
      // What was refused to be exact once, such as an order, must be so from then on.
      byte[] second = first == null || isView(codec) ? first : codec.read().again(first);
      return Arrays.equals(first, second)
          ? null
          : new Fault(codec.name() + " are not written as they were read", "");
    } catch (RuntimeException e) {
      if (counts) {
        findings.count("refused");
      }
      return Codec.isDocumented(e)
          ? null
          : new Fault(codec.name() + " throw " + e.getClass().getSimpleName(), e.toString());
    }
  }

  /// Those have no writer of the whole value: what is compared is what was looked at.
  private static boolean isView(Codec codec) {
    return codec.name().endsWith("timelines") || codec.name().endsWith("bodies");
  }

  /// Reads one value once more and tells what comes of it; null if the name is none of a codec's.
  @Nullable String repeat(String name, byte[] value) {
    for (Codec codec : CODECS) {
      if (codec.name().replace(' ', '-').equals(name)) {
        Fault fault = fault(codec, value, false);
        return fault == null ? "no fault" : fault.toString();
      }
    }
    return null;
  }
}
