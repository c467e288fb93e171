package io.rivulet.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// An answer as it came over the wire. Of ours, so that nothing is smoothed over that a server got
/// wrong.
///
/// @param headers by their names in lower case; of several the last
/// @param body as it was before it was compressed
record RawAnswer(int status, Map<String, String> headers, String body) {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LARGEST_BODY = 1 << 26;

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// Reads the next answer.
  ///
  /// @param method that was asked with: an answer to HEAD has no body
  /// @return null at the end of the stream
  /// @throws IOException if what comes is no answer
  static @Nullable RawAnswer read(BufferedInputStream in, String method) throws IOException {
    String status = line(in);
    if (status == null) {
      return null;
    }
    if (!status.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new IOException("no status line: " + status);
    }
    int code = Integer.parseInt(status.substring(9, 12));
    Map<String, String> headers = headers(in);
    if (code == 100) {
      return read(in, method);
    }
    boolean bodiless = method.equals("HEAD") || code < 200 || code == 204 || code == 304;
    return new RawAnswer(
        code, headers, bodiless ? "" : new String(body(in, headers), StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !"".equals(line); line = line(in)) {
      if (line == null) {
        throw new EOFException("headers end too early");
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("no header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    byte[] sent = sent(in, headers);
    if (sent.length == 0 || !"gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
      return sent;
    }
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return unzipped.readNBytes(LARGEST_BODY);
    }
  }

  private static byte[] sent(InputStream in, Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks(in);
    }
    return length == null
        ? in.readNBytes(LARGEST_BODY)
        : exactly(in, Math.toIntExact(Long.parseLong(length)));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException("a chunked body ends too early");
      }
      int bytes = Integer.parseInt(size.split(";", -1)[0].strip(), 16);
      body.write(exactly(in, bytes));
      var _ = line(in);
      if (bytes == 0) {
        return body.toByteArray();
      }
    }
  }

  private static byte[] exactly(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("a body of " + bytes + " bytes ends after " + read.length);
    }
    return read;
  }

  /// A line without its end; null at the end of the stream.
  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      if (line.append((char) c).length() > LONGEST_LINE) {
        throw new IOException("a line without end");
      }
    }
    return line.isEmpty() ? null : line.toString();
  }
}
