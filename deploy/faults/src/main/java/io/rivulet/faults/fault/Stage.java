package io.rivulet.faults.fault;

import io.rivulet.faults.system.Installation;
import io.rivulet.faults.system.Part;
import io.rivulet.faults.system.Role;
import java.util.List;

/// Whom faults can happen to, as it is now: who is a primary of Redis changes.
interface Stage {
  /// Names of the processes of a role.
  List<String> parts(Role role);

  /// Names of the nodes of Redis that are primaries, or that are not.
  List<String> nodes(boolean primary);

  List<String> hosts();

  /// Names of the hosts of a role.
  List<String> hosts(Role role);

  /// Names of the processes of a role whose disk can be full.
  List<String> withDisk(Role role);

  /// A running system.
  static Stage of(Installation installation) {
    return new Stage() {
      @Override
      public List<String> parts(Role role) {
        return installation.parts(role).stream().map(Part::name).toList();
      }

      @Override
      public List<String> nodes(boolean primary) {
        return installation.redisNodes(primary);
      }

      @Override
      public List<String> hosts() {
        return Installation.hosts();
      }

      @Override
      public List<String> hosts(Role role) {
        return Installation.hostNames(role);
      }

      @Override
      public List<String> withDisk(Role role) {
        return installation.parts(role).stream()
            .filter(part -> part.disk().isPresent())
            .map(Part::name)
            .toList();
      }
    };
  }
}
