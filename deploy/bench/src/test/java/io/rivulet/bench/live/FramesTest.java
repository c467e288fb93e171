package io.rivulet.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private final List<String> told = new ArrayList<>();
  private final Frames.Sink sink =
      new Frames.Sink() {
        @Override
        public void opened() {
          told.add("opened");
        }

        @Override
        public void text(byte[] message, int from, int to) {
          told.add(new String(message, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void ping() {
          told.add("ping");
        }
      };

  /// An answer to the handshake, a short text, a ping, a text of 300 and one of 70,000 bytes.
  private static byte[] session() {
    ByteBuffer bytes = ByteBuffer.allocate(80_000);
    bytes.put("HTTP/1.1 101 Switching\r\nA: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 0x81).put((byte) 2).put((byte) 'h').put((byte) 'i');
    bytes.put((byte) 0x89).put((byte) 0);
    bytes.put((byte) 0x81).put((byte) 126).putShort((short) 300).put(text(300));
    bytes.put((byte) 0x81).put((byte) 127).putLong(70_000).put(text(70_000));
    byte[] session = new byte[bytes.position()];
    bytes.flip().get(session);
    return session;
  }

  private static byte[] text(int length) {
    return "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aSessionIsTakenApartHoweverItIsCut() {
    byte[] session = session();
    for (int piece : new int[] {1, 7, 1_000, session.length}) {
      told.clear();
      Frames frames = new Frames();
      for (int at = 0; at < session.length; at += piece) {
        ByteBuffer read = ByteBuffer.wrap(session, at, Math.min(piece, session.length - at));
        assertThat(frames.take(read, sink)).isTrue();
      }
      assertThat(told).containsExactly("opened", "hi", "ping", "x".repeat(300), "x".repeat(70_000));
    }
  }

  @Test
  void aHandshakeThatIsRefusedIsNoSession() {
    byte[] refused = "HTTP/1.1 401 Unauthorized\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(new Frames().take(ByteBuffer.wrap(refused), sink)).isFalse();
    assertThat(told).isEmpty();
  }
}
