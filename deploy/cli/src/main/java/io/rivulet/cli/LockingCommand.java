package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lock ACCOUNT` and `unlock ACCOUNT`
abstract class LockingCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username")
  private String account = "";

  private final boolean locked;

  private LockingCommand(boolean locked) {
    this.locked = locked;
  }

  @Override
  public void run() {
    FeedClient client = run.client();
    client.lock(run.token(client, account), locked);
    spec.commandLine()
        .getOut()
        .printf(locked ? "%s approves followers%n" : "Anybody may follow %s%n", account);
  }

  /// `lock`
  @Command(
      name = "lock",
      description = "Makes an account approve its followers from now on.",
      mixinStandardHelpOptions = true)
  static final class Lock extends LockingCommand {
    Lock() {
      super(true);
    }
  }

  /// `unlock`
  @Command(
      name = "unlock",
      description = "Lets anybody follow an account, and whoever has asked to.",
      mixinStandardHelpOptions = true)
  static final class Unlock extends LockingCommand {
    Unlock() {
      super(false);
    }
  }
}
