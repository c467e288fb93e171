package io.rivulet.cli;

import io.rivulet.local.Instance;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.FeedClient;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which run a command talks to: the one that uses a data folder.
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the run to use. Default: ${DEFAULT-VALUE}",
      defaultValue = "${sys:rivulet.data:-.rivulet}")
  private Path data = Path.of(".rivulet");

  /// The run.
  ///
  /// @throws io.rivulet.local.LocalException if there is none
  public Instance instance() {
    Instance instance = Instance.runningIn(folder());
    instance.trust();
    return instance;
  }

  /// A client of the run's API.
  public FeedClient client() {
    return new FeedClient(instance().address());
  }

  /// The token keys of the run.
  public LocalTokens tokens() {
    return LocalTokens.existing(folder());
  }

  /// A token of the account with this id or name.
  public String token(FeedClient client, String account) {
    return tokens().of(client.account(account));
  }

  /// The password of the account with this id or name.
  String password(FeedClient client, String account) {
    return tokens().password(client.account(account));
  }

  Path folder() {
    return data.toAbsolutePath().normalize();
  }
}
