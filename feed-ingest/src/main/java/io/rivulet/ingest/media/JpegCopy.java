package io.rivulet.ingest.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Copies a JPEG without what cameras and programs write beside the picture: where and when it was
/// taken and with what (Exif, XMP, IPTC, comments), thumbnails, and whatever follows its end (other
/// pictures, films). What is needed to show it stays: its colours, and which side is up.
///
/// The picture itself is not decoded, so nothing of it is lost and no bomb goes off. Segments are
/// those of ITU-T T.81, annex B; the orientation is tag 0x0112 of TIFF's first directory.
final class JpegCopy {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int TEMPORARY = 0x01;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN = 0xC4;
  private static final int EXTENSION = 0xC8;
  private static final int ARITHMETIC = 0xCC;
  private static final int APPLICATION = 0xE0;
  private static final int EXIF = 0xE1;
  private static final int COLOURS = 0xE2;
  private static final int ADOBE = 0xEE;
  private static final int LAST_APPLICATION = 0xEF;
  private static final int COMMENT = 0xFE;

  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;
  private static final int FIRST_ON_ITS_SIDE = 5;
  private static final int LAST_ORIENTATION = 8;

  private final DataInputStream in;
  private final DataOutputStream out;
  private Size size = Size.NONE;
  private int orientation = UPRIGHT;
  private boolean scanned;

  private JpegCopy(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /// Copies.
  ///
  /// @param in buffered
  /// @param out buffered; flushed at the end
  /// @return the size as it is shown
  static Size copy(InputStream in, OutputStream out) throws IOException {
    return new JpegCopy(in, out).copy();
  }

  private Size copy() throws IOException {
    try {
      if (in.readUnsignedShort() != (0xFF00 | START)) {
        throw new UnreadableMediaException("no start of a JPEG");
      }
      write(START);
      int marker = nextMarker();
      while (marker != END) {
        marker = segment(marker);
      }
    } catch (EOFException e) {
      // Many cameras leave the end out, and every browser shows what there is.
      if (!scanned) {
        throw new UnreadableMediaException("a JPEG that breaks off");
      }
    }
    write(END);
    out.flush();
    if (!scanned || size.pixels() == 0) {
      throw new UnreadableMediaException("a JPEG without a picture");
    }
    return orientation >= FIRST_ON_ITS_SIDE ? size.turned() : size;
  }

  /// Copies one segment or leaves it out; the marker that comes next.
  private int segment(int marker) throws IOException {
    if (marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART)) {
      write(marker);
      return nextMarker();
    }
    int length = in.readUnsignedShort() - Short.BYTES;
    if (length < 0) {
      throw new UnreadableMediaException("a segment of a JPEG that ends before it begins");
    }
    byte[] content = new byte[length];
    in.readFully(content);
    if (isFrame(marker) && length > 4) {
      size = new Size(unsigned(content, 3), unsigned(content, 1));
    }
    if (marker == EXIF && starts(content, "Exif\0\0")) {
      writeOrientation(content);
    } else if (isKept(marker, content)) {
      write(marker);
      out.writeShort(length + Short.BYTES);
      out.write(content);
    }
    return marker == SCAN ? scan() : nextMarker();
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN
        && marker != EXTENSION
        && marker != ARITHMETIC;
  }

  private static boolean isKept(int marker, byte[] content) {
    return switch (marker) {
      case APPLICATION -> starts(content, "JFIF\0");
      case COLOURS -> starts(content, "ICC_PROFILE\0");
      case ADOBE -> starts(content, "Adobe");
      case COMMENT -> false;
      default -> marker < APPLICATION || marker > LAST_APPLICATION;
    };
  }

  /// Copies what is not in segments: in it, a byte 0xFF is followed by 0, or begins a marker.
  private int scan() throws IOException {
    scanned = true;
    while (true) {
      int next = in.readUnsignedByte();
      if (next != 0xFF) {
        out.write(next);
        continue;
      }
      int marker = in.readUnsignedByte();
      while (marker == 0xFF) {
        marker = in.readUnsignedByte();
      }
      if (marker != 0 && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
        return marker;
      }
      write(marker);
    }
  }

  private int nextMarker() throws IOException {
    if (in.readUnsignedByte() != 0xFF) {
      throw new UnreadableMediaException("no marker in a JPEG where one has to be");
    }
    int marker = in.readUnsignedByte();
    while (marker == 0xFF) {
      marker = in.readUnsignedByte();
    }
    return marker;
  }

  private void write(int marker) throws IOException {
    out.write(0xFF);
    out.write(marker);
  }

  /// Writes an Exif segment that has nothing but the orientation, if it is not the usual one.
  private void writeOrientation(byte[] exif) throws IOException {
    int found = orientation(exif);
    if (found == UPRIGHT || orientation != UPRIGHT) {
      return;
    }
    orientation = found;
    ByteBuffer segment =
        ByteBuffer.allocate(34)
            .putShort((short) 34)
            .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) ORIENTATION)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0);
    write(EXIF);
    out.write(segment.array());
  }

  /// 1 to 8; 1 where nothing that can be read says otherwise.
  private static int orientation(byte[] exif) {
    try {
      ByteBuffer tiff = ByteBuffer.wrap(exif, 6, exif.length - 6).slice();
      tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = Short.toUnsignedInt(tiff.getShort(directory));
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
          int value = tiff.getShort(entry + 8);
          return value >= UPRIGHT && value <= LAST_ORIENTATION ? value : UPRIGHT;
        }
      }
    } catch (IndexOutOfBoundsException e) {
      // Broken: then nobody else can read it either.
    }
    return UPRIGHT;
  }

  private static int unsigned(byte[] content, int at) {
    return (content[at] & 0xff) << 8 | (content[at + 1] & 0xff);
  }

  private static boolean starts(byte[] content, String with) {
    return content.length >= with.length()
        && new String(content, 0, with.length(), StandardCharsets.ISO_8859_1).equals(with);
  }
}
