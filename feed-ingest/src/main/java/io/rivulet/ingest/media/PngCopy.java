package io.rivulet.ingest.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/// Copies a PNG without texts, Exif and the time of its last change, and without what follows its
/// end. Chunks are copied as they are, with their check sums.
final class PngCopy {
  private static final int CRC = 4;
  private static final int HEADER = 0x49484452;
  private static final int END = 0x49454E44;

  /// `tEXt`, `zTXt`, `iTXt`, `eXIf`, `tIME`.
  private static final Set<Integer> LEFT_OUT =
      Set.of(0x74455874, 0x7A545874, 0x69545874, 0x65584966, 0x74494D45);

  private PngCopy() {}

  /// Copies.
  ///
  /// @param source buffered
  /// @param target buffered; flushed at the end
  static Size copy(InputStream source, OutputStream target) throws IOException {
    DataInputStream in = new DataInputStream(source);
    DataOutputStream out = new DataOutputStream(target);
    try {
      out.writeLong(in.readLong());
      Size size = header(in, out);
      int type = HEADER;
      while (type != END) {
        type = chunk(in, out);
      }
      out.flush();
      return size;
    } catch (EOFException e) {
      throw new UnreadableMediaException("a PNG that breaks off");
    }
  }

  private static Size header(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    int type = in.readInt();
    Size size = new Size(in.readInt(), in.readInt());
    if (type != HEADER || length != 13 || size.width() <= 0 || size.height() <= 0) {
      throw new UnreadableMediaException("a PNG without a header");
    }
    out.writeInt(length);
    out.writeInt(type);
    out.writeInt(size.width());
    out.writeInt(size.height());
    copy(in, out, length - 2 * Integer.BYTES + CRC);
    return size;
  }

  private static int chunk(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    int type = in.readInt();
    if (length < 0) {
      throw new UnreadableMediaException("a chunk of a PNG that is too long");
    }
    if (LEFT_OUT.contains(type)) {
      in.skipNBytes((long) length + CRC);
    } else {
      out.writeInt(length);
      out.writeInt(type);
      copy(in, out, (long) length + CRC);
    }
    return type;
  }

  private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[8_192];
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
