package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RawAnswerTest {
  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static RawAnswer read(String headers, byte[] body) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
    answer.write(body);
    var in = new BufferedInputStream(new ByteArrayInputStream(answer.toByteArray()));
    return Objects.requireNonNull(RawAnswer.read(in, "GET"));
  }

  @Test
  void whatWasCompressedIsReadAsWhatItWas() throws IOException {
    byte[] body = zipped("[{\"id\":\"17\"}]");
    String headers = "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n";
    assertThat(read(headers, body).body()).isEqualTo("[{\"id\":\"17\"}]");
  }

  @Test
  void whatOnlySaysThatItIsCompressedIsNoHttp() {
    assertThatThrownBy(
            () ->
                read(
                    "Content-Encoding: gzip\r\nContent-Length: 2\r\n",
                    "[]".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IOException.class);
  }
}
