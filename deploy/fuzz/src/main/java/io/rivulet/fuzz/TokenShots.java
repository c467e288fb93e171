package io.rivulet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Requests that say who asks in ways that no issuer would: tokens changed, cut, unsigned, signed
/// by nobody, twice, in the wrong place.
final class TokenShots {
  private static final String END = "\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
  private static final String CREDENTIALS = "/api/v1/accounts/verify_credentials";
  private static final String STREAMING = "/api/v1/streaming";
  private static final List<String> HEADERS =
      List.of(
          "{\"alg\":\"none\"}",
          "{\"alg\":\"HS256\"}",
          "{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}",
          "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}}",
          "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"]}",
          "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
          "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2000000000,\"p2s\":\"AAAA\"}",
          "{\"alg\":\"ES256\",\"jku\":\"http://127.0.0.1:1/keys\"}",
          "{}",
          "[]",
          "null");

  private final Random random;
  private final Odd odd;
  private final String token;

  /// @param values of which `token` is a good one
  TokenShots(Random random, Map<String, String> values) {
    this.random = random;
    this.odd = new Odd(random);
    this.token = values.getOrDefault("token", "");
  }

  /// A request that must not be answered as the token's account would be, unless what is signed is
  /// untouched; see [#isForged].
  Shot shot() {
    String bad = printable(changed());
    String request =
        switch (random.nextInt(6)) {
          case 0 -> get(STREAMING + "/user?access_token=" + bad) + "\r\n";
          case 1 -> get(CREDENTIALS) + "Cookie: session=" + bad + "; a=b\r\n\r\n";
          case 2 ->
              get(STREAMING + "?stream=user")
                  + "Sec-WebSocket-Protocol: "
                  + bad
                  + "\r\nUpgrade: websocket\r\n\r\n";
          case 3 -> get(CREDENTIALS) + scheme() + bad + "\r\n" + scheme() + bad + "\r\n\r\n";
          default -> get(CREDENTIALS) + scheme() + bad + "\r\n\r\n";
        };
    return new Shot(
        odd.oneIn(4) ? Shot.Target.DOOR : Shot.Target.READER,
        request.getBytes(StandardCharsets.ISO_8859_1),
        false);
  }

  /// Whether an answer gives away what only the account may see, for something else than its token.
  static boolean isForged(Shot shot, RawAnswer answer, Map<String, String> values) {
    boolean given =
        answer.status() == 101
            || (answer.status() == 200 && !answer.header("content-type").isEmpty());
    return given && !isSigned(shot, values);
  }

  /// Whether what is signed is untouched, so that it may be answered like the token itself.
  static boolean isSigned(Shot shot, Map<String, String> values) {
    String token = values.getOrDefault("token", "");
    String signed = token.substring(0, token.lastIndexOf('.'));
    return new String(shot.bytes(values), StandardCharsets.ISO_8859_1).contains(signed);
  }

  /// Whether it may open a stream, which goes on for as long as somebody listens.
  static boolean mayBeEndless(Shot shot, Map<String, String> values) {
    return shot.path(values).startsWith(STREAMING) && isSigned(shot, values);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1" + END;
  }

  private String scheme() {
    return "Authorization: "
        + odd.of(
            List.of(
                "Bearer ", "Bearer ", "Bearer ", "bearer ", "Basic ", "", "Bearer  ", "Bearer\t"));
  }

  private String changed() {
    String[] parts = token.split("\\.", -1);
    return switch (random.nextInt(8)) {
      case 0 -> new String(mutated(token), StandardCharsets.ISO_8859_1);
      case 1 -> encoded(odd.of(HEADERS)) + "." + parts[1] + "." + (odd.oneIn(2) ? "" : parts[2]);
      case 2 -> parts[0] + "." + claims(parts[1]) + "." + parts[2];
      case 3 -> String.join(".", parts[0], parts[1]);
      case 4 -> (token + ".").repeat(1 + random.nextInt(20));
      case 5 -> encoded(odd.of(HEADERS)) + "." + encoded(odd.json().toString()) + "." + parts[2];
      case 6 -> odd.text();
      default -> encoded(odd.of(HEADERS)) + ".".repeat(random.nextInt(6)) + parts[1];
    };
  }

  /// The claims of somebody else, of another time, of more scopes.
  private String claims(String encoded) {
    String claims = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    return encoded(
        switch (random.nextInt(4)) {
          case 0 -> claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"1\"");
          case 1 -> claims.replaceFirst("\"exp\":\\d+", "\"exp\":99999999999");
          case 2 -> claims.replace("read", "admin");
          default -> new String(mutated(claims), StandardCharsets.ISO_8859_1);
        });
  }

  private byte[] mutated(String text) {
    return new Mutation(random).of(List.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Line ends are another door's business, and a space would end the request line.
  private static String printable(String text) {
    return text.replaceAll("[\\r\\n ]", "_");
  }
}
