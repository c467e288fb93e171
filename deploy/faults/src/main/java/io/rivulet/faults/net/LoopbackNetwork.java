package io.rivulet.faults.net;

import io.rivulet.servers.ServerHost;

/// All hosts are this machine: the network cannot be disturbed.
public record LoopbackNetwork() implements Network {
  @Override
  public ServerHost host(String name) {
    return ServerHost.loopback(name);
  }

  @Override
  public boolean hasWeather() {
    return false;
  }

  @Override
  public void weather(String host, Weather now) {
    throw new IllegalStateException("no weather on the loopback");
  }

  @Override
  public String describe() {
    return "all on 127.0.0.1";
  }

  @Override
  public void close() {}
}
