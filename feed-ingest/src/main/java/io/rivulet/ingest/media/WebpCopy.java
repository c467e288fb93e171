package io.rivulet.ingest.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Copies a WebP without its Exif and XMP chunks, and without what follows its end (RFC 9649).
final class WebpCopy {
  private static final int CHUNK = 8;
  private static final int FILE_HEADER = 12;
  private static final int LARGEST_HEADER = 10;
  private static final int METADATA_FLAGS = 0x0C;
  private static final int LOSSLESS_SIGNATURE = 0x2F;
  private static final int LOSSY_START = 0x2A019D;

  private final FileChannel in;
  private final FileChannel out;
  private Size size = Size.NONE;

  private WebpCopy(FileChannel in, FileChannel out) {
    this.in = in;
    this.out = out;
  }

  static Size copy(Path source, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(source);
        FileChannel out =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      return new WebpCopy(in, out).copy();
    }
  }

  private Size copy() throws IOException {
    long end = Math.min(in.size(), CHUNK + Integer.toUnsignedLong(read(0, CHUNK).getInt(4)));
    long at = FILE_HEADER;
    out.position(FILE_HEADER);
    while (at + CHUNK <= end) {
      ByteBuffer header = read(at, CHUNK);
      long length = Integer.toUnsignedLong(header.getInt(4));
      long padded = CHUNK + length + (length & 1);
      if (at + CHUNK + length > in.size()) {
        throw new UnreadableMediaException("a WebP that breaks off");
      }
      chunk(name(header), at, Math.min(padded, in.size() - at));
      at += padded;
    }
    if (size.pixels() == 0) {
      throw new UnreadableMediaException("a WebP without a picture");
    }
    writeHeader();
    return size;
  }

  private static String name(ByteBuffer header) {
    byte[] name = new byte[4];
    header.get(0, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private void chunk(String name, long at, long bytes) throws IOException {
    switch (name) {
      case "EXIF", "XMP " -> {}
      case "VP8X" -> extended(at, bytes);
      case "VP8 " -> {
        measure(lossy(read(at + CHUNK, LARGEST_HEADER)));
        transfer(at, bytes);
      }
      case "VP8L" -> {
        measure(lossless(read(at + CHUNK, LARGEST_HEADER)));
        transfer(at, bytes);
      }
      default -> transfer(at, bytes);
    }
  }

  /// The first that tells counts: the whole picture's, before those of its frames.
  private void measure(Size found) {
    if (size.pixels() == 0) {
      size = found;
    }
  }

  /// Says which chunks there are: those that are left out must not be announced.
  private void extended(long at, long bytes) throws IOException {
    ByteBuffer content = read(at + CHUNK, LARGEST_HEADER);
    measure(new Size(1 + three(content, 4), 1 + three(content, 7)));
    long begins = out.position();
    transfer(at, bytes);
    byte flags = (byte) (content.get(0) & ~METADATA_FLAGS);
    out.write(ByteBuffer.wrap(new byte[] {flags}), begins + CHUNK);
  }

  private static int three(ByteBuffer content, int at) {
    return (content.get(at) & 0xff)
        | (content.get(at + 1) & 0xff) << 8
        | (content.get(at + 2) & 0xff) << 16;
  }

  private static Size lossy(ByteBuffer content) {
    return three(content, 3) == LOSSY_START
        ? new Size(content.getShort(6) & 0x3FFF, content.getShort(8) & 0x3FFF)
        : Size.NONE;
  }

  private static Size lossless(ByteBuffer content) {
    int bits = content.getInt(1);
    return content.get(0) == LOSSLESS_SIGNATURE
        ? new Size(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF))
        : Size.NONE;
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && in.read(buffer, at + buffer.position()) > 0) {
      // Reads on until it is full or the file ends.
    }
    if (buffer.hasRemaining()) {
      throw new UnreadableMediaException("a WebP that breaks off");
    }
    return buffer;
  }

  private void transfer(long at, long bytes) throws IOException {
    long position = out.position();
    long done = 0;
    while (done < bytes) {
      done += in.transferTo(at + done, bytes - done, out);
    }
    out.position(position + bytes);
  }

  private void writeHeader() throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(FILE_HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
            .putInt((int) (out.size() - CHUNK))
            .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
            .flip();
    out.write(header, 0);
  }
}
