package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Holds a process up, as a machine that swaps or a debugger does: its port stays open, nobody
/// answers.
public final class Standstill {
  /// How long SIGSTOP may take: a thread that writes to a disk stops after that.
  private static final Duration BOUND = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(2);

  private Standstill() {}

  /// SIGSTOP, and waits until all threads stand still.
  ///
  /// @throws ServerException if that cannot be sent
  public static void begin(ProcessHandle process) {
    signal("STOP", process);
    await(process.pid());
  }

  /// SIGCONT.
  ///
  /// @throws ServerException if that cannot be sent
  public static void end(ProcessHandle process) {
    signal("CONT", process);
  }

  /// The signal is on its way when the shell has sent it: on a busy machine a broker has answered
  /// since. Where the system does not tell, nothing is waited for.
  private static void await(long pid) {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (Files.isDirectory(threads) && !allStopped(threads) && System.nanoTime() < deadline) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean allStopped(Path threads) {
    try (Stream<Path> all = Files.list(threads)) {
      return all.allMatch(Standstill::isStopped);
    } catch (IOException e) {
      return false;
    }
  }

  /// Its state is the letter after its name, which is in brackets and may have some itself.
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith(") T", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return true; // it has ended
    }
  }

  /// By the shell's own kill: not every system has a program of that name.
  private static void signal(String name, ProcessHandle process) {
    long pid = process.pid();
    try {
      Process shell = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
      int code = shell.waitFor();
      if (code != 0 && process.isAlive()) {
        throw new ServerException(
            "SIG%s to process %d failed with code %d".formatted(name, pid, code));
      }
    } catch (IOException e) {
      throw new ServerException("Cannot send SIG%s to process %d".formatted(name, pid), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while sending SIG" + name, e);
    }
  }
}
