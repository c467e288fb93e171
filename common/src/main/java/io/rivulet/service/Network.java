package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.net.InetAddress;
import java.util.Arrays;

/// A block of addresses, written as `10.0.0.0/8` or `fd00::/8` (CIDR, RFC 4632); a single address
/// is a block of one.
///
/// An IPv4 address that is mapped into IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
public final class Network {
  private static final int IPV6_BYTES = 16;
  private static final int MAPPED = 12;

  private final byte[] base;
  private final int bits;

  private Network(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /// Reads it.
  ///
  /// @throws IllegalArgumentException if it is written otherwise, or has a name in place of an
  ///   address
  @JsonCreator
  public static Network of(String text) {
    int slash = text.indexOf('/');
    try {
      byte[] base = bytes(InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)));
      int most = base.length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= most) {
        return new Network(base, bits);
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "a network must be written like 10.0.0.0/8, but is \"" + text + "\"");
  }

  /// The bytes of an address, four of one that is IPv4 in truth.
  private static byte[] bytes(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean mapped = bytes.length == IPV6_BYTES && bytes[10] == -1 && bytes[11] == -1;
    for (int i = 0; mapped && i < MAPPED - 2; i++) {
      mapped = bytes[i] == 0;
    }
    return mapped ? Arrays.copyOfRange(bytes, MAPPED, IPV6_BYTES) : bytes;
  }

  /// Whether an address lies in it.
  public boolean contains(InetAddress address) {
    byte[] bytes = bytes(address);
    if (bytes.length != base.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((bytes[bit / Byte.SIZE] ^ base[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether an address is one of IPv4, mapped into IPv6 or not.
  static boolean isVersion4(InetAddress address) {
    return bytes(address).length < IPV6_BYTES;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && bits == network.bits
        && Arrays.equals(base, network.base);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(base) + bits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(base).getHostAddress() + "/" + bits;
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
