package io.rivulet.servers;

import java.util.Optional;

/// Servers that somebody else runs, at an address given. They are neither started nor stopped here.
record RunningServers(String address) implements ServerProvider {
  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public TestServer kafka() {
    return new TestServer(address, () -> {});
  }

  @Override
  public TestServer redis() {
    return new TestServer(address.contains("://") ? address : "redis://" + address, () -> {});
  }
}
