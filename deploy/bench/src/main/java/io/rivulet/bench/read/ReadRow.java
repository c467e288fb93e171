package io.rivulet.bench.read;

import io.rivulet.bench.report.Spread;
import java.util.Locale;

/// What was measured of one kind of request under one load.
///
/// @param what was asked for
/// @param load `maximum`, or the rate a second at which requests began
/// @param perSecond requests answered
/// @param max the longest of a round, in milliseconds as all times
/// @param clientMicros processor time a request of the client, which shares the machine
/// @param serverMicros of the reader, or of nginx
/// @param redisMicros of Redis
/// @param commands of Redis a request, those within scripts too
/// @param bytes of an answer, its head among them
record ReadRow(
    String what,
    String load,
    Spread perSecond,
    Spread p50,
    Spread p99,
    Spread p999,
    Spread max,
    double clientMicros,
    double serverMicros,
    double redisMicros,
    double commands,
    double bytes) {
  static final String[] TITLES = {
    "what",
    "load",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "p99.9 ms",
    "max ms",
    "client µs",
    "server µs",
    "Redis µs",
    "commands",
    "bytes"
  };

  String[] cells() {
    return new String[] {
      what,
      load,
      perSecond.text("%,.0f"),
      p50.text(),
      p99.text(),
      p999.text(),
      max.text("%.1f"),
      whole(clientMicros),
      whole(serverMicros),
      whole(redisMicros),
      String.format(Locale.ROOT, "%.1f", commands),
      whole(bytes)
    };
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
