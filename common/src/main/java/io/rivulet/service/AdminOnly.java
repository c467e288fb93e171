package io.rivulet.service;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Guards doors that are for operators and for other services: the admin port, and whatever a
/// service serves beside the API. It lets through who has a token with the scope `admin` (of which
/// `admin:read` is enough to look, `admin:write` to change something), and who asks from this very
/// machine.
///
/// From this machine means: from a loopback address, to a loopback address, not handed on by a
/// proxy, and not by a page in a browser. A page of anywhere can send requests to `127.0.0.1`, and
/// by a name of its own that leads there (DNS rebinding) even read the answers.
///
/// A service without keys of tokens lets nobody else in.
public final class AdminOnly implements Filter {
  static final String READ = "admin:read";
  static final String WRITE = "admin:write";

  private static final Set<String> LOOKING = Set.of("GET", "HEAD");
  private static final Set<String> OF_PROXIES = Set.of("Forwarded", "X-Forwarded-For", "Via");
  private static final Set<String> OF_PAGES = Set.of("Origin", "Referer", "Sec-Fetch-Site");

  private final @Nullable TokenVerifier verifier;
  private final Set<String> open;

  /// @param verifier null in a service without keys of tokens
  /// @param open paths that anybody may look at; may grow
  public AdminOnly(@Nullable TokenVerifier verifier, Set<String> open) {
    this.verifier = verifier;
    this.open = open;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    try {
      require(asked);
    } catch (ApiException e) {
      refuse(e, (HttpServletResponse) response);
      return;
    }
    chain.doFilter(request, response);
  }

  private void require(HttpServletRequest asked) {
    boolean looking = LOOKING.contains(asked.getMethod());
    String authorization = asked.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && verifier != null) {
      // A token that does not hold is an error here too, and no reason to look further.
      verifier.bearer(authorization).viewer().require(looking ? READ : WRITE);
    } else if (!(looking && open.contains(Charges.path(asked))) && !isOfThisMachine(asked)) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
  }

  /// Whether a program on this machine asks, as it is told above.
  public static boolean isOfThisMachine(HttpServletRequest asked) {
    return isLoopback(asked.getRemoteAddr())
        && namesThisMachine(asked.getHeader(HttpHeaders.HOST))
        && OF_PROXIES.stream().allMatch(name -> asked.getHeader(name) == null)
        && OF_PAGES.stream().allMatch(name -> asked.getHeader(name) == null);
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean namesThisMachine(@Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      String name = URI.create("http://" + host).getHost();
      return name != null
          && (name.toLowerCase(Locale.ROOT).equals("localhost")
              || isLoopback(name.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void refuse(ApiException refused, HttpServletResponse answer) throws IOException {
    ApiError error = refused.error();
    refused.tellRetry(answer::setHeader);
    byte[] body = ("{\"error\":\"" + error.text() + "\"}").getBytes(StandardCharsets.UTF_8);
    answer.setStatus(error.status());
    if (error == ApiError.INVALID_TOKEN) {
      answer.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    answer.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    answer.setContentType("application/json;charset=utf-8");
    answer.setContentLength(body.length);
    answer.getOutputStream().write(body);
  }
}
