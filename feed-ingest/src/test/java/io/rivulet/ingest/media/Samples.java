package io.rivulet.ingest.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Files as cameras and programs write them: pictures with something that tells where they were
/// made.
public final class Samples {
  /// What must not be found in anything that is served.
  public static final String PLACE = "52.5163N 13.3777E";

  private static final int TURNED_RIGHT = 6;

  private Samples() {}

  private static byte[] picture(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillRect(0, 0, width / 2, height);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  public static byte[] plainJpeg(int width, int height) {
    return picture("jpg", width, height);
  }

  /// With an Exif segment that says where, and which side is up; a comment; XMP; and a second
  /// picture behind its end.
  public static byte[] jpeg(int width, int height) {
    byte[] plain = plainJpeg(width, height);
    return joined(
        Arrays.copyOf(plain, 2),
        segment(0xE1, exif()),
        segment(0xE1, latin("http://ns.adobe.com/xap/1.0/\0<x>" + PLACE + "</x>")),
        segment(0xFE, latin(PLACE)),
        Arrays.copyOfRange(plain, 2, plain.length),
        latin("and behind it " + PLACE));
  }

  private static byte[] exif() {
    byte[] place = latin(PLACE);
    return ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + place.length)
        .put(latin("Exif\0\0II*\0"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x010E)
        .putShort((short) 2)
        .putInt(place.length)
        .putInt(38)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(TURNED_RIGHT)
        .putInt(0)
        .put(place)
        .array();
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  public static byte[] png(int width, int height) {
    byte[] plain = picture("png", width, height);
    int afterHeader = 8 + 12 + 13;
    return joined(
        Arrays.copyOf(plain, afterHeader),
        chunk("tEXt", latin("Comment\0" + PLACE)),
        chunk("eXIf", latin(PLACE)),
        Arrays.copyOfRange(plain, afterHeader, plain.length),
        latin(PLACE));
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(latin(type));
    sum.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(latin(type))
        .put(content)
        .putInt((int) sum.getValue())
        .array();
  }

  public static byte[] gif(int width, int height) {
    return picture("gif", width, height);
  }

  /// Of 320 × 200, an extended one with Exif and XMP around a frame that nobody looks at.
  public static byte[] webp() {
    byte[] extended = {0x0C, 0, 0, 0, (byte) 0x3F, 1, 0, (byte) 199, 0, 0};
    byte[] frame = {0x2F, (byte) 0x3F, (byte) 0xC1, 0x31, 0, 0, 0, 0, 0, 0};
    byte[] content =
        joined(
            latin("WEBP"),
            riff("VP8X", extended),
            riff("VP8L", frame),
            riff("EXIF", latin(PLACE)),
            riff("XMP ", latin(PLACE + "!")));
    return joined(riff("RIFF", content), latin(PLACE));
  }

  private static byte[] riff(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + (content.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(latin(name))
        .putInt(content.length)
        .put(content)
        .array();
  }

  /// A film's boxes without a film.
  public static byte[] mp4() {
    return joined(
        box("ftyp", latin("isom\0\0\2\0isomavc1")),
        box(
            "moov",
            joined(
                box("mvhd", new byte[100]),
                box("trak", joined(box("tkhd", new byte[84]), box("udta", latin(PLACE)))),
                box("udta", box("\u00a9xyz", latin(PLACE))),
                box("meta", latin(PLACE)))),
        box("mdat", latin("the film itself")));
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(latin(type))
        .put(content)
        .array();
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
