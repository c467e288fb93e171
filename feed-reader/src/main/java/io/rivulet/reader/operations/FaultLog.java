package io.rivulet.reader.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rivulet.vitals.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which faults there were, and when: the last ones, of the process' own lifetime.
final class FaultLog {
  static final int KEPT = 50;

  /// One that comes back within it is the same one: what is counted between two looks, such as
  /// requests that failed, comes and goes.
  private static final Duration SAME = Duration.ofMinutes(1);

  private final ArrayDeque<Lasting> lasting = new ArrayDeque<>();

  /// A fault and its time.
  ///
  /// @param text as it was seen last
  /// @param opened milliseconds since 1970
  /// @param closed the same; null while it lasts
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Lasting(String alert, String of, String text, long opened, @Nullable Long closed) {
    boolean is(Fault fault) {
      return alert.equals(fault.alert()) && of.equals(fault.of());
    }

    boolean isOpen(long millis) {
      Long end = closed;
      return end == null || millis - end <= SAME.toMillis();
    }
  }

  /// Takes what is seen at a time.
  void take(List<Fault> faults, long millis) {
    List<Fault> fresh = new ArrayList<>(faults);
    List<Lasting> before = List.copyOf(lasting);
    lasting.clear();
    for (Lasting one : before) {
      Fault seen =
          one.isOpen(millis) ? fresh.stream().filter(one::is).findFirst().orElse(null) : null;
      if (seen != null) {
        fresh.remove(seen);
        lasting.add(new Lasting(one.alert, one.of, seen.text(), one.opened, null));
      } else {
        Long closed = one.closed == null ? Long.valueOf(millis) : one.closed;
        lasting.add(new Lasting(one.alert, one.of, one.text, one.opened, closed));
      }
    }
    fresh.forEach(
        fault -> lasting.add(new Lasting(fault.alert(), fault.of(), fault.text(), millis, null)));
    while (lasting.size() > KEPT) {
      lasting.remove();
    }
  }

  /// Newest first.
  List<Lasting> newest() {
    return List.copyOf(lasting.reversed());
  }
}
