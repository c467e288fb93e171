package io.rivulet.audit.run;

import java.util.function.LongFunction;

/// The system to be audited.
///
/// @param address of the API: scheme, host and port
/// @param kafka bootstrap servers
/// @param redis `redis://host:port`; only looked at by what inspects Redis
/// @param group the fan-out's `streams.applicationId`
/// @param tokens a bearer token of an account, with the scope to read
public record AuditTarget(
    String address, String kafka, String redis, String group, LongFunction<String> tokens) {
  /// The group of a fan-out that was not given another.
  public static final String GROUP = "feed-fanout";
}
