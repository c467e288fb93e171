package io.rivulet.service;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// Tells from where a request comes.
///
/// Of an IPv6 address the first half counts: that is what one customer of a network has, who may
/// take a new address from it for each request.
final class ClientAddress {
  private static final int IPV6_BYTES = 16;
  private static final int MAX_LENGTH = 45;

  private final int proxies;

  /// @param proxies how many of one's own a request comes through
  ClientAddress(int proxies) {
    this.proxies = proxies;
  }

  /// Something that is equal for the same client.
  Object of(HttpServletRequest asked) {
    String forwarded = proxies == 0 ? null : forwarded(asked);
    return key(forwarded == null ? asked.getRemoteAddr() : forwarded);
  }

  /// What the outermost proxy of one's own wrote; null if it did not.
  private @Nullable String forwarded(HttpServletRequest asked) {
    String all = String.join(",", Collections.list(asked.getHeaders("X-Forwarded-For")));
    int end = all.length();
    for (int left = proxies - 1; left > 0 && end > 0; left--) {
      end = Math.max(0, all.lastIndexOf(',', end - 1));
    }
    String address = all.substring(all.lastIndexOf(',', end - 1) + 1, end).strip();
    return address.isEmpty() || address.length() > MAX_LENGTH ? null : address;
  }

  private static Object key(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == IPV6_BYTES ? (Object) ByteBuffer.wrap(bytes).getLong() : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
