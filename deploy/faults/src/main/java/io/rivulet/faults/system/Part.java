package io.rivulet.faults.system;

import io.rivulet.servers.HostedServer;
import java.util.Optional;

/// A process of the system.
///
/// @param disk the one its data lies on, where it is small enough to be filled
public record Part(Role role, HostedServer server, Optional<SmallDisk> disk) {
  public String name() {
    return server.name();
  }
}
