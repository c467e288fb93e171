package io.rivulet.e2e.runbook;

import java.util.function.Predicate;

/// An alert that is to fire, and what of its entry's *Look* tells why.
///
/// @param alert its name
/// @param look what the entry says to look at, word for word
/// @param tells whether that tells it
record Sign(String alert, String look, Predicate<Scene> tells) {
  /// By a query that then is above nothing.
  static Sign query(String alert, String query) {
    return new Sign(
        alert,
        query,
        scene -> scene.prometheus.query(query).stream().anyMatch(one -> one.value() > 0));
  }

  /// By the log of any service.
  static Sign log(String alert, String text) {
    return new Sign(alert, text, scene -> scene.logs().contains(text));
  }

  /// By its health.
  static Sign health(String alert, String service, String text) {
    return new Sign(
        alert, "/healthcheck", scene -> scene.admin(service, "/healthcheck").body().contains(text));
  }
}
