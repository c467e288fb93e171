package io.rivulet.faults.net;

import io.rivulet.local.LocalException;
import io.rivulet.servers.DataFolder;
import io.rivulet.servers.ProgramPath;
import io.rivulet.servers.ServerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A network namespace a host, and a [Switch] of ours between them: each host has one TUN device,
/// whose other end is here. This machine itself is one more host, so that whoever measures reaches
/// the others the same way.
///
/// A process that dies takes its devices along; namespaces stay, and the next start removes them.
public final class Namespaces implements Network {
  private static final int FIRST_HOST = 11;

  /// Fewer packets to carry than with the usual 1,500.
  private static final String LARGEST_PACKET = "9000";

  private final String prefix;
  private final DataFolder lock;
  private final Map<String, ServerHost> hosts = new HashMap<>();
  private final Map<String, Integer> addresses = new HashMap<>();
  private final List<Switch.Port> ports = new ArrayList<>();
  private final String subnet;
  private @Nullable Switch cables;

  private Namespaces(String prefix, DataFolder lock) {
    this.prefix = prefix;
    this.lock = lock;
    // Of the private 10.0.0.0/8, and another one for another prefix.
    this.subnet = "10.213.%d.".formatted(Math.floorMod(prefix.hashCode(), 256));
  }

  /// Why this machine has none; empty if it has.
  public static Optional<String> obstacle() {
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      return Optional.of("/dev/net/tun is not there or not writable, which takes root");
    }
    for (String program : List.of("ip", "nsenter")) {
      if (ProgramPath.find(program).isEmpty()) {
        return Optional.of(program + " is not installed (Debian: iproute2, util-linux)");
      }
    }
    return Optional.empty();
  }

  /// Makes the hosts.
  ///
  /// @param prefix of the names of namespaces and devices; two runs with the same one exclude each
  ///   other
  /// @param seed decides which packets are lost
  public static Namespaces open(String prefix, List<String> names, long seed) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "rivulet-network-" + prefix);
    var network = new Namespaces(prefix, DataFolder.open(Optional.of(folder), "network"));
    try {
      network.removeLeftovers();
      network.make(names, seed);
      return network;
    } catch (IOException e) {
      network.close();
      throw new LocalException("No network for hosts: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private void make(List<String> names, long seed) throws IOException {
    addThisMachine();
    for (int i = 0; i < names.size(); i++) {
      addHost(names.get(i), prefix + (i + 1), FIRST_HOST + i);
    }
    Switch started = new Switch(ports, seed);
    started.start();
    cables = started;
  }

  private void addThisMachine() throws IOException {
    String device = prefix + "0";
    ports.add(new Switch.Port(address(1), Tun.open(device)));
    run("ip", "addr", "add", subnet + "1/24", "dev", device);
    run("ip", "link", "set", device, "mtu", LARGEST_PACKET, "up");
  }

  private void addHost(String name, String space, int number) throws IOException {
    run("ip", "netns", "add", space);
    ports.add(new Switch.Port(address(number), Tun.open(space)));
    run("ip", "link", "set", space, "netns", space);
    run("ip", "-n", space, "addr", "add", subnet + number + "/24", "dev", space);
    run("ip", "-n", space, "link", "set", space, "mtu", LARGEST_PACKET, "up");
    run("ip", "-n", space, "link", "set", "lo", "up");
    hosts.put(name, new ServerHost(name, subnet + number, Optional.of(space)));
    addresses.put(name, address(number));
  }

  private int address(int number) {
    int address = 0;
    for (String part : (subnet + number).split("\\.", -1)) {
      address = address << Byte.SIZE | Integer.parseInt(part);
    }
    return address;
  }

  /// Of a run that was killed.
  private void removeLeftovers() {
    run("ip", "netns", "list")
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(space -> space.matches(prefix + "\\d+"))
        .forEach(space -> run("ip", "netns", "delete", space));
  }

  private static String run(String... command) {
    return Shell.run(command);
  }

  @Override
  public ServerHost host(String name) {
    ServerHost host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException("no host " + name);
    }
    return host;
  }

  @Override
  public boolean hasWeather() {
    return true;
  }

  @Override
  public void weather(String host, Weather now) {
    Integer address = addresses.get(host);
    if (address == null) {
      throw new IllegalArgumentException("no host " + host);
    }
    cables().weather(address, now);
  }

  private Switch cables() {
    if (cables == null) {
      throw new IllegalStateException("no switch yet");
    }
    return cables;
  }

  /// Packets handed on so far.
  long forwarded() {
    return cables().forwarded();
  }

  /// Packets lost so far.
  long lost() {
    return cables().lost();
  }

  @Override
  public String describe() {
    return "%d hosts with namespaces %s1 to %s%d, %s0/24"
        .formatted(hosts.size(), prefix, prefix, hosts.size(), subnet);
  }

  @Override
  public void close() {
    if (cables == null) {
      ports.forEach(port -> port.device().close());
    } else {
      cables.close();
    }
    removeLeftovers();
    lock.close();
  }
}
