package io.rivulet.post;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The public addresses of what is served, under one base such as `https://feed.example`.
public final class WebAddresses {

  private final String base;

  /// @param base absolute, http or https, without a path, since clients drop one
  /// @throws IllegalArgumentException if it is something else
  public WebAddresses(URI base) {
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    boolean root = base.getRawPath() == null || base.getRawPath().matches("/?");
    if (!web || base.getHost() == null || !root || base.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "public address: expected http(s)://host[:port], found " + base);
    }
    this.base = base.getScheme() + "://" + base.getRawAuthority();
  }

  /// The base, without a slash at its end.
  public String base() {
    return base;
  }

  public String post(long id) {
    return base + "/posts/" + id;
  }

  public String tag(String name) {
    return base + "/tags/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// The page of an account.
  public String profile(String username) {
    return base + "/@" + username;
  }

  /// The name of an account that stays.
  public String account(long id) {
    return base + "/accounts/" + id;
  }

  /// The picture of an account that gave none.
  public String defaultAvatar(long account) {
    return base + "/avatar/" + account + ".svg";
  }

  /// The wide picture of an account that gave none.
  public String defaultHeader(long account) {
    return base + "/header/" + account + ".svg";
  }
}
