package io.rivulet.post;

import io.rivulet.id.Ids;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The public addresses of what is served, under one base such as `https://feed.example`.
public final class WebAddresses {

  private static final String MEDIA = "/media/";

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

  /// An upload. Its id is part of its address, so that nothing else has to tell it.
  ///
  /// @param secret so that nobody finds one by counting
  public String media(long id, String secret, String extension) {
    return base + MEDIA + id + "-" + secret + "." + extension;
  }

  /// The id of the upload that has an address; 0 if it is not one of ours.
  public long mediaId(String url) {
    int begin = base.length() + MEDIA.length();
    int end = url.indexOf('-', Math.min(begin, url.length()));
    boolean own = url.startsWith(base) && url.startsWith(MEDIA, base.length()) && end > 0;
    return own ? Ids.parse(url.substring(begin, end)) : 0;
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
