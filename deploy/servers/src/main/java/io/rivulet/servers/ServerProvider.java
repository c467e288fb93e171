package io.rivulet.servers;

import java.util.Optional;

/// A way to get servers for tests. One contract test is run against each that can run on the
/// machine.
sealed interface ServerProvider permits ProcessServers, ContainerServers, RunningServers {
  /// Why this machine cannot run it; empty if it can.
  Optional<String> obstacle();

  /// A Kafka that serves; its address is the bootstrap servers.
  TestServer kafka();

  /// A Redis that serves; its address is a `redis://` URI.
  TestServer redis();
}
