package io.rivulet.faults.fault;

import java.time.Duration;

/// Something that breaks, and for how long.
public sealed interface Fault {
  /// Until it ends by itself.
  Duration length();

  /// In one line: what happens to whom.
  String title();

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }

  /// A process gets SIGKILL and is started again after a while, with its data.
  record Killed(String part, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s killed, away %s".formatted(part, seconds(length));
    }
  }

  /// A process gets SIGKILL, loses what it has stored, and is started again after a while.
  record Wiped(String part, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s killed, its data lost, away %s".formatted(part, seconds(length));
    }
  }

  /// A process gets SIGSTOP, and later SIGCONT.
  record Paused(String part, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s stopped for %s".formatted(part, seconds(length));
    }
  }

  /// Nothing comes to a host nor from it.
  record CutOff(String host, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s cut off for %s".formatted(host, seconds(length));
    }
  }

  /// Some packets to a host and from it are lost.
  ///
  /// @param loss the part of them, 0 to 1
  record Lossy(String host, double loss, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s loses %.0f %% of its packets for %s".formatted(host, loss * 100, seconds(length));
    }
  }

  /// All packets to a host and from it come later.
  record Slow(String host, Duration delay, Duration length) implements Fault {
    @Override
    public String title() {
      return "%s answers %d ms late each way for %s"
          .formatted(host, delay.toMillis(), seconds(length));
    }
  }

  /// The disk of a process's data is full; if the process ends by it, it is started again when
  /// there is room.
  record DiskFull(String part, Duration length) implements Fault {
    @Override
    public String title() {
      return "disk of %s full for %s".formatted(part, seconds(length));
    }
  }

  /// A process is killed and works with a wrong clock until it is killed and started again.
  record ClockOff(String part, Duration by, Duration length) implements Fault {
    @Override
    public String title() {
      return "clock of %s %+d min off for %s".formatted(part, by.toMinutes(), seconds(length));
    }
  }

  /// A process gets SIGTERM and is started again at once, as when it is upgraded.
  record Restarted(String part) implements Fault {
    @Override
    public Duration length() {
      return Duration.ZERO;
    }

    @Override
    public String title() {
      return part + " restarted";
    }
  }
}
