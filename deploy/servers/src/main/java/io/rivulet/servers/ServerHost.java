package io.rivulet.servers;

import java.util.List;
import java.util.Optional;

/// Where a server runs: this machine as it is, or a network namespace of it, which to the server
/// and its clients is a machine of its own.
///
/// @param name for messages
/// @param address where it is reached, and binds its ports
/// @param namespace as `ip netns` has it; empty for this machine's own network
public record ServerHost(String name, String address, Optional<String> namespace) {
  /// This machine, by its loopback.
  public static ServerHost loopback(String name) {
    return new ServerHost(name, "127.0.0.1", Optional.empty());
  }

  /// What goes before a command so that it runs there. It becomes the command by exec, so that the
  /// process id is the server's own.
  List<String> entering() {
    return namespace
        .map(there -> List.of("nsenter", "--net=/run/netns/" + there))
        .orElse(List.of());
  }
}
