package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenShotsTest {
  private static final Map<String, String> VALUES = Map.of("token", "head.claims.signature");

  @Test
  void onlyAStreamOfWhoIsKnownMayBeEndless() {
    assertThat(mayBeEndless("/api/v1/streaming/user?access_token=head.claims.changed")).isTrue();
    assertThat(mayBeEndless("/api/v1/streaming/user?access_token=head.forged.signature")).isFalse();
    assertThat(mayBeEndless("/api/v1/accounts/verify_credentials?a=head.claims.x")).isFalse();
  }

  private static boolean mayBeEndless(String path) {
    byte[] request = ("GET " + path + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return TokenShots.mayBeEndless(new Shot(Shot.Target.READER, request, false), VALUES);
  }
}
