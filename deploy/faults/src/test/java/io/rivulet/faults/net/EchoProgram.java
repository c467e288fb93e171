package io.rivulet.faults.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// Sends every datagram back to where it came from.
final class EchoProgram {
  private EchoProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (var channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
      ByteBuffer buffer = ByteBuffer.allocate(64);
      while (true) {
        buffer.clear();
        var from = channel.receive(buffer);
        channel.send(buffer.flip(), from);
      }
    }
  }
}
