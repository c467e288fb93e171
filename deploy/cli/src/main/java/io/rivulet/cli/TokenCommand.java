package io.rivulet.cli;

import io.rivulet.local.client.FeedClient;
import picocli.CommandLine.Command;

/// `token ACCOUNT`
@Command(
    name = "token",
    description = "Prints a bearer token of an account, valid for 30 days, and nothing else.",
    mixinStandardHelpOptions = true)
final class TokenCommand extends AccountSecret {
  @Override
  String secret(DataOption of, FeedClient client, String ofAccount) {
    return of.token(client, ofAccount);
  }
}
