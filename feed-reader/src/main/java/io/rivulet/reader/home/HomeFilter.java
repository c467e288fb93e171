package io.rivulet.reader.home;

import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Parameters;
import io.rivulet.service.RequestTimes;
import io.rivulet.service.TokenVerifier;
import io.rivulet.service.Viewer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers the usual request for a home timeline in front of Jersey, whose routing, injection and
/// filters cost as much as the read itself (RATIONALE.md has the figures).
///
/// It knows nothing that [HomeResource] does not: whatever is unusual about a request is left to
/// Jersey, and so is the answer to a failure, which the resource throws again. So clients cannot
/// tell the two apart.
public final class HomeFilter implements Filter {
  public static final String PATH = "/api/v1/timelines/home";

  /// What clients accept who take JSON; whatever else they say is left to Jersey.
  private static final Set<String> JSON =
      Set.of("*/*", "application/json", "application/json, text/plain, */*");

  private static final String FAILURE = HomeFilter.class.getName();

  private final HomePages home;
  private final Pages pages;
  private final TokenVerifier verifier;
  private final RequestTimes times;

  HomeFilter(HomePages home, Pages pages, TokenVerifier verifier, RequestTimes times) {
    this.home = home;
    this.pages = pages;
    this.verifier = verifier;
    this.times = times;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    long began = System.nanoTime();
    Pages.Served served = isUsual(asked) ? read(asked) : null;
    if (served == null) {
      asked.setAttribute(RequestTimes.BEGAN, began);
      chain.doFilter(request, response);
    } else {
      write(served, (HttpServletResponse) response);
      times.record(HttpMethod.GET, PATH, "200", System.nanoTime() - began);
    }
  }

  /// Throws what a read in front of Jersey ended with.
  static void rethrow(HttpServletRequest asked) {
    if (asked.getAttribute(FAILURE) instanceof RuntimeException failure) {
      throw failure;
    }
  }

  private static boolean isUsual(HttpServletRequest asked) {
    String accept = asked.getHeader(HttpHeaders.ACCEPT);
    return HttpMethod.GET.equals(asked.getMethod())
        && PATH.equals(asked.getRequestURI())
        && isPlain(asked.getQueryString())
        && (accept == null || JSON.contains(accept))
        && isOne(asked.getHeaders(HttpHeaders.AUTHORIZATION))
        && asked.getHeader(HomeResource.SOURCES) == null
        && asked.getHeader(HttpHeaders.CONTENT_LENGTH) == null
        && asked.getHeader("Transfer-Encoding") == null;
  }

  /// Of several, which Jersey joins, nobody could say which one counts.
  private static boolean isOne(Enumeration<String> values) {
    if (values.hasMoreElements()) {
      values.nextElement();
    }
    return !values.hasMoreElements();
  }

  /// Whether a query string means what it says, letter by letter.
  private static boolean isPlain(@Nullable String query) {
    if (query != null) {
      for (int i = 0; i < query.length(); i++) {
        char c = query.charAt(i);
        boolean plain =
            (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '='
                || c == '&'
                || c == '_';
        if (!plain) {
          return false;
        }
      }
    }
    return true;
  }

  /// The page; null if there is none, which Jersey will tell.
  private Pages.@Nullable Served read(HttpServletRequest asked) {
    try {
      Viewer viewer =
          verifier.viewer(asked.getHeader(HttpHeaders.AUTHORIZATION), HomeResource.SCOPE);
      MultivaluedMap<String, String> query = parameters(asked.getQueryString());
      PageRequest request = PageRequest.of(Parameters.ofQuery(query));
      var page = home.read(viewer.account(), request).page();
      return pages.serve(HomeResource.LIST, page, PATH, query, false);
    } catch (RuntimeException failure) {
      asked.setAttribute(FAILURE, failure);
      return null;
    }
  }

  private static MultivaluedMap<String, String> parameters(@Nullable String query) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = equals < 0 ? pair : pair.substring(0, equals);
          parameters.add(name, equals < 0 ? "" : pair.substring(equals + 1));
        }
      }
    }
    return parameters;
  }

  private static void write(Pages.Served served, HttpServletResponse answer) throws IOException {
    byte[] json = served.json();
    answer.setContentType("application/json;charset=utf-8");
    answer.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    if (served.link() != null) {
      answer.setHeader(HttpHeaders.LINK, served.link());
    }
    answer.setContentLength(json.length);
    answer.getOutputStream().write(json);
  }
}
