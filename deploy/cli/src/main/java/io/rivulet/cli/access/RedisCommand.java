package io.rivulet.cli.access;

import io.rivulet.access.RedisAccess;
import io.rivulet.access.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `access redis`
@Command(
    name = "redis",
    description = {
      "Prints the ACL file of Redis: one user a service, with the least rights it needs.",
      "Put it where `aclfile` of every node says, and have it read: ACL LOAD."
    },
    mixinStandardHelpOptions = true)
final class RedisCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--passwords",
      paramLabel = "DIR",
      description =
          "Files USER.password; their SHA-256 is in what is printed. Without: users that are off")
  private @Nullable Path passwords;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (passwords != null) {
      RedisAccess.file(PasswordFolder.read(passwords)).forEach(out::println);
      return;
    }
    Stream.of(Role.values())
        .filter(role -> role != Role.PUBLISHER)
        .forEach(role -> out.printf("user %s off %s%n", role.user(), RedisAccess.rules(role)));
  }
}
