package io.rivulet.service;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/// Lets web clients of any origin call the API, and answers a preflight for every path, known or
/// not, without a token: else a browser reports a 404 as a network error.
///
/// Any origin is safe because nothing here is authorised by a cookie: a page of another origin has
/// no more rights than the token it holds.
final class CorsFilter implements Filter {
  static final Map<String, String> HEADERS =
      Map.of(
          "Access-Control-Allow-Origin",
          "*",
          "Access-Control-Expose-Headers",
          "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id,"
              + " Retry-After");

  private static final String METHODS = "POST, PUT, DELETE, GET, PATCH, OPTIONS";
  private static final String USUAL_REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    HEADERS.forEach(answer::setHeader);
    // What an answer is says its type alone: texts that users wrote are in all of them.
    answer.setHeader("X-Content-Type-Options", "nosniff");
    if ("OPTIONS".equals(asked.getMethod())) {
      preflight(asked, answer);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void preflight(HttpServletRequest asked, HttpServletResponse answer) {
    String wanted = asked.getHeader("Access-Control-Request-Headers");
    answer.setHeader("Access-Control-Allow-Methods", METHODS);
    answer.setHeader(
        "Access-Control-Allow-Headers", wanted == null ? USUAL_REQUEST_HEADERS : wanted);
    answer.setHeader("Access-Control-Max-Age", "86400");
    answer.setHeader("Vary", "Access-Control-Request-Headers");
    answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
