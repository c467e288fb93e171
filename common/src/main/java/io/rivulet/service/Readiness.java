package io.rivulet.service;

import com.codahale.metrics.health.HealthCheckRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// `GET /ready` on the admin port: 200 when requests may be sent here, 503 with the names of what
/// is not ready otherwise. Unlike `/healthcheck` it names no details, so that a load balancer may
/// ask it often; it needs no data to be there.
final class Readiness extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient HealthCheckRegistry checks;
  private final transient Map<String, BooleanSupplier> conditions = new ConcurrentHashMap<>();
  private final transient Set<String> advisory = ConcurrentHashMap.newKeySet();

  Readiness(HealthCheckRegistry checks) {
    this.checks = checks;
  }

  /// A check whose failure `/healthcheck` tells and this does not: requests may be sent here all
  /// the same.
  void advise(String name) {
    advisory.add(name);
  }

  void require(String name, BooleanSupplier condition) {
    conditions.put(name, condition);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SortedSet<String> missing = new TreeSet<>();
    conditions.forEach(
        (name, condition) -> {
          if (!condition.getAsBoolean()) {
            missing.add(name);
          }
        });
    checks
        .runHealthChecks((name, _) -> !advisory.contains(name))
        .forEach(
            (name, result) -> {
              if (!result.isHealthy()) {
                missing.add(name);
              }
            });
    response.setStatus(missing.isEmpty() ? 200 : 503);
    response.setContentType("application/json;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    String names = missing.isEmpty() ? "" : "\"" + String.join("\",\"", missing) + "\"";
    response.getWriter().write("{\"ready\":" + missing.isEmpty() + ",\"missing\":[" + names + "]}");
  }
}
