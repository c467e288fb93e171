package io.rivulet.bench.read;

import io.rivulet.bench.report.Spread;
import java.util.Locale;

/// What was measured at a multiple of the sustainable rate.
///
/// @param load the multiple
/// @param asked requests a second
/// @param served pages a second
/// @param refusedShare of all requests, the answers of 503
/// @param p50 of what was served, in milliseconds as all times
/// @param refusedP99 of what was refused; 0 if nothing was
/// @param clientMicros processor time a request of the client
/// @param serverMicros of the reader, refusals among its requests
record OverloadRow(
    String load,
    Spread asked,
    Spread served,
    Spread refusedShare,
    Spread p50,
    Spread p99,
    Spread refusedP99,
    double clientMicros,
    double serverMicros) {
  static final String[] TITLES = {
    "load",
    "asked/s",
    "served/s",
    "refused %",
    "p50 ms",
    "p99 ms",
    "p99 ms of refusals",
    "client µs",
    "reader µs"
  };

  String[] cells() {
    return new String[] {
      load,
      asked.text("%,.0f"),
      served.text("%,.0f"),
      refusedShare.text("%.1f"),
      p50.text(),
      p99.text(),
      refusedP99.text(),
      String.format(Locale.ROOT, "%,.0f", clientMicros),
      String.format(Locale.ROOT, "%,.0f", serverMicros)
    };
  }
}
