package io.rivulet.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `GET /metrics` on the admin port, in Prometheus' text format.
final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final transient PrometheusMeterRegistry meters;

  MetricsServlet(PrometheusMeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(TEXT);
    response.getOutputStream().write(meters.scrape(TEXT).getBytes(StandardCharsets.UTF_8));
  }
}
