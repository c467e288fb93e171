package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;

/// `password ACCOUNT`
@Command(
    name = "password",
    description = "Prints the password with which an account signs in, and nothing else.",
    mixinStandardHelpOptions = true)
final class PasswordCommand extends AccountSecret {
  @Override
  String secret(DataOption of, FeedClient client, String ofAccount) {
    return of.password(client, ofAccount);
  }
}
