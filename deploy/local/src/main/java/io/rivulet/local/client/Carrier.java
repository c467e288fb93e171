package io.rivulet.local.client;

/// Carries requests to the HTTP API and back, without judging the answers. Safe for many threads.
@FunctionalInterface
public interface Carrier {
  /// Sends a request and waits for the answer.
  ///
  /// @throws io.rivulet.local.LocalException if there is none
  Answer send(Call call);
}
