package io.rivulet.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Starts child processes that do not outlive this JVM, whatever kills it, `kill -9` included.
///
/// On Linux by the kernel: `setpriv --pdeathsig KILL` (util-linux, essential on Debian) asks for
/// SIGKILL when the parent goes. The kernel means the parent *thread*, so all children are started
/// by one thread that lives as long as the JVM. If the JVM died before the request was made, the
/// shell in between sees another parent than this JVM and does not go on. `setsid` puts the child
/// into a session of its own, so that a Ctrl-C of the terminal reaches the JVM alone, and servers
/// stop in the order that it chooses. All three become the server by exec: the process id is the
/// server's own.
///
/// Elsewhere by a watchdog: a shell that reads from a pipe of this JVM, and kills the server at the
/// end of the input.
final class ParentDeath {
  private static final boolean BY_KERNEL = installed("setpriv") && installed("setsid");
  private static final ExecutorService PARENT =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("parent-of-servers").factory());

  private ParentDeath() {}

  /// Starts the command of `builder`, whose environment and redirections stay as they are.
  static Process start(ProcessBuilder builder) throws IOException {
    return start(builder, BY_KERNEL);
  }

  static Process start(ProcessBuilder builder, boolean byKernel) throws IOException {
    if (byKernel) {
      return onParentThread(builder.command(boundToParent(builder.command())));
    }
    Process server = onParentThread(builder);
    watch(server);
    return server;
  }

  private static List<String> boundToParent(List<String> command) {
    String onlyUnderThisParent = "[ \"$PPID\" = \"$0\" ] || exit 1; exec \"$@\"";
    String parent = Long.toString(ProcessHandle.current().pid());
    return Stream.concat(
            Stream.of(
                "setsid",
                "setpriv",
                "--pdeathsig",
                "KILL",
                "sh",
                "-c",
                onlyUnderThisParent,
                parent),
            command.stream())
        .toList();
  }

  private static void watch(Process server) throws IOException {
    Process watchdog =
        onParentThread(
            new ProcessBuilder(
                    "sh",
                    "-c",
                    "trap '' INT; while read -r _; do :; done; kill -9 \"$0\"",
                    Long.toString(server.pid()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD));
    // A process id may be given again: nothing is killed by it once the server has ended.
    var _ = server.onExit().thenRun(watchdog::destroyForcibly);
  }

  private static Process onParentThread(ProcessBuilder builder) throws IOException {
    try {
      return PARENT.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("Cannot start " + builder.command().getFirst(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while starting " + builder.command().getFirst(), e);
    }
  }

  private static boolean installed(String program) {
    return ProgramPath.find(program).isPresent();
  }
}
