package io.rivulet.bench.machine;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that gets no more than a share of a core, by a control group of its own: version 1
/// (`cpu.cfs_quota_us`) or 2 (`cpu.max`), whichever the machine has. Needs the right to make
/// groups, which root has.
public final class CpuShare implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path VERSION_1 = ROOT.resolve("cpu");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// As Linux has by default. With 10 ms a tenth of a core is 1 ms at a time, less than a tick,
  /// which goes into waking up: a worker does an eighth of the work.
  private static final int PERIOD_MICROS = 100_000;

  private final Path group;
  private final Path parent;

  private CpuShare(Path parent, Path group) {
    this.parent = parent;
    this.group = group;
  }

  /// Holds a process to a share until this is closed.
  ///
  /// @param share of one core, 0.01 to 64
  /// @throws LocalException if this machine lets nobody make a group, or there is no such process
  public static CpuShare hold(long pid, double share) {
    CpuShare own = of(share);
    try {
      put(own.group, pid);
      return own;
    } catch (LocalException e) {
      own.close();
      throw e;
    }
  }

  private static CpuShare of(double share) {
    boolean first = Files.isDirectory(VERSION_1);
    Path parent = first ? VERSION_1 : ROOT;
    String name = "rivulet-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    long quota = Math.max(1_000, Math.round(share * PERIOD_MICROS));
    try {
      Path group = Files.createDirectory(parent.resolve(name));
      if (first) {
        Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
        Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
      } else {
        Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
      }
      return new CpuShare(parent, group);
    } catch (IOException e) {
      throw new LocalException(
          "No process can be held to a share of a core: %s. It takes root and the cpu controller of control groups"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void put(Path group, long pid) {
    try {
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    } catch (IOException e) {
      throw new LocalException(
          "Process %d cannot be put into %s: %s".formatted(pid, group, e.getMessage()), e);
    }
  }

  /// Lets the process, if it is still there, have all it wants again, and takes the group away.
  @Override
  public void close() {
    try {
      for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
        put(parent, Long.parseLong(pid));
      }
      Files.deleteIfExists(group);
    } catch (IOException e) {
      throw new LocalException("%s cannot be removed: %s".formatted(group, e.getMessage()), e);
    }
  }
}
