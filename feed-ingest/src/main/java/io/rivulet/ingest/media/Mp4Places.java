package io.rivulet.ingest.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Wipes what an MP4 tells beside its film: telephones write where it was taken into `udta` and
/// `meta` boxes. They become free space of the same length, filled with zeros, so that all offsets
/// of the film stay right (ISO/IEC 14496-12).
final class Mp4Places {
  private static final int HEADER = 8;
  private static final int LARGE_HEADER = 16;
  private static final int BLOCK = 8_192;
  private static final Set<String> WITHIN = Set.of("moov", "trak");
  private static final Set<String> WIPED = Set.of("udta", "meta", "uuid");
  private static final byte[] FREE = "free".getBytes(StandardCharsets.ISO_8859_1);

  private final FileChannel file;

  private Mp4Places(FileChannel file) {
    this.file = file;
  }

  static void wipe(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      new Mp4Places(file).wipe(0, file.size());
    }
  }

  private void wipe(long begin, long end) throws IOException {
    long at = begin;
    while (at + HEADER <= end) {
      ByteBuffer header = read(at, HEADER);
      long length = Integer.toUnsignedLong(header.getInt(0));
      int content = HEADER;
      if (length == 1 && at + LARGE_HEADER <= end) {
        length = read(at + HEADER, HEADER).getLong(0);
        content = LARGE_HEADER;
      } else if (length == 0) {
        length = end - at; // up to the end of the file
      }
      if (length < content || length > end - at) {
        throw new UnreadableMediaException("a box of an MP4 that does not fit");
      }
      box(type(header), at, content, length);
      at += length;
    }
  }

  private static String type(ByteBuffer header) {
    byte[] type = new byte[4];
    header.get(4, type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }

  private void box(String type, long at, int content, long length) throws IOException {
    if (WITHIN.contains(type)) {
      wipe(at + content, at + length);
    } else if (WIPED.contains(type)) {
      write(at + 4, ByteBuffer.wrap(FREE));
      for (long done = content; done < length; done += BLOCK) {
        write(at + done, ByteBuffer.allocate((int) Math.min(BLOCK, length - done)));
      }
    }
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) > 0) {
      // Reads on until it is full: the caller has seen that there are as many bytes.
    }
    return buffer;
  }

  private void write(long at, ByteBuffer bytes) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += file.write(bytes, position);
    }
  }
}
