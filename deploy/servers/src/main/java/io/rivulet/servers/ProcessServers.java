package io.rivulet.servers;

import java.util.Optional;

/// Ephemeral servers as child processes: the default, for it needs nothing but the build.
record ProcessServers() implements ServerProvider {
  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public TestServer kafka() {
    KafkaServer server = KafkaServer.start(ServerSettings.ephemeral());
    return new TestServer(server.bootstrapServers(), server::close);
  }

  @Override
  public TestServer redis() {
    RedisServer server = RedisServer.start(ServerSettings.ephemeral());
    return new TestServer(server.uri(), server::close);
  }
}
