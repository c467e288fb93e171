package io.rivulet.servers;

/// A server that a [ServerProvider] gave.
///
/// @param address what a client needs to reach it
/// @param stop ends it; does nothing for one that ran before
record TestServer(String address, Runnable stop) implements AutoCloseable {
  @Override
  public void close() {
    stop.run();
  }
}
