package io.rivulet.reader.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A file as it is served, compressed once and not for each request.
public final class WebFile {
  private final String type;
  private final byte[] plain;
  private final byte[] zipped;

  private WebFile(String type, byte[] plain, byte[] zipped) {
    this.type = type;
    this.plain = plain;
    this.zipped = zipped;
  }

  static WebFile of(String name, byte[] content) {
    return new WebFile(type(name), content, zip(content));
  }

  /// Its media type.
  public String type() {
    return type;
  }

  /// What it has. Not to be written to.
  public byte[] plain() {
    return plain;
  }

  /// The same, compressed by gzip. Not to be written to.
  public byte[] zipped() {
    return zipped;
  }

  /// @throws IllegalArgumentException if it is of a kind that the page has no use for
  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static byte[] zip(byte[] content) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new BestCompression(zipped)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static final class BestCompression extends GZIPOutputStream {
    BestCompression(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
