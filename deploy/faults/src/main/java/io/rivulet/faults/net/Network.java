package io.rivulet.faults.net;

import io.rivulet.servers.ServerHost;

/// The hosts and what is between them.
public sealed interface Network extends AutoCloseable permits Namespaces, LoopbackNetwork {
  /// A host by its name.
  ServerHost host(String name);

  /// Whether hosts have a network of their own, so that there can be weather.
  boolean hasWeather();

  /// From now on, for packets to and from a host.
  void weather(String host, Weather now);

  /// For people: what this network is.
  String describe();

  @Override
  void close();
}
