package io.rivulet.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// Tells to which addresses a name leads that this server is to fetch something from, and refuses
/// those which are not of the public internet: of this machine, of a private network, the metadata
/// services of clouds (`169.254.169.254`), multicast, reserved ones, and IPv6 addresses that stand
/// for IPv4 ones (6to4, Teredo, NAT64). Otherwise whoever has a say in a name could have this
/// server ask what only it can reach.
///
/// Whoever asks must connect to the addresses that he is given, and not look the name up again: a
/// second answer may be another one (DNS rebinding). [OutsideFetch] does so.
///
/// Source of the blocks: IANA's registries of special-purpose addresses (RFC 6890).
public final class OutsideAddresses {
  /// Looks a name up.
  @FunctionalInterface
  interface Names {
    List<InetAddress> find(String host) throws UnknownHostException;
  }

  /// All of IPv4 is public but for these.
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Of IPv6: protocol assignments with Teredo, documentation, 6to4.
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /// Nothing of IPv6 is public but this.
  private static final Network PUBLIC_VERSION_6 = Network.of("2000::/3");

  private final Names names;
  private final List<Network> allowed;

  /// @param allowed blocks that are fetched from although they are not public
  public OutsideAddresses(List<Network> allowed) {
    this(host -> List.of(InetAddress.getAllByName(host)), allowed);
  }

  OutsideAddresses(Names names, List<Network> allowed) {
    this.names = names;
    this.allowed = List.copyOf(allowed);
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::of).toList();
  }

  /// The addresses of a name, or the one that it is itself.
  ///
  /// @throws IOException if there are none, or one of them may not be connected to: a name that
  ///   leads to both sides is up to something
  public List<InetAddress> of(String host) throws IOException {
    List<InetAddress> found = names.find(host);
    for (InetAddress address : found) {
      if (!isOutside(address) && allowed.stream().noneMatch(block -> block.contains(address))) {
        throw new IOException(
            "%s leads to %s, which is no public address and in no network that is allowed"
                .formatted(host, address.getHostAddress()));
      }
    }
    return found;
  }

  private static boolean isOutside(InetAddress address) {
    boolean version4 = Network.isVersion4(address);
    return (version4 || PUBLIC_VERSION_6.contains(address))
        && NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
  }
}
