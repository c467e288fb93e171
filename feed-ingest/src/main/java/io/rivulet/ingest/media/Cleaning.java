package io.rivulet.ingest.media;

import io.rivulet.media.MediaFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Takes out of a file what its sender did not mean to show, and measures it. Sounds, WebM and GIFs
/// stay as they are: what is in their comments is what somebody wrote there.
final class Cleaning {
  private static final int GIF_HEADER = 10;

  private Cleaning() {}

  /// Makes `target` of `source`, which may be moved.
  ///
  /// @return the size of a picture
  /// @throws UnreadableMediaException if the file is broken
  static Size clean(MediaFormat format, Path source, Path target) throws IOException {
    return switch (format) {
      case JPEG -> copied(source, target, JpegCopy::copy);
      case PNG -> copied(source, target, PngCopy::copy);
      case WEBP -> WebpCopy.copy(source, target);
      case GIF -> {
        Size size = gif(source);
        move(source, target);
        yield size;
      }
      case MP4 -> {
        move(source, target);
        Mp4Places.wipe(target);
        yield Size.NONE;
      }
      case WEBM, MP3, OGG, WAV, FLAC -> {
        move(source, target);
        yield Size.NONE;
      }
    };
  }

  /// Copies a stream and tells the size.
  @FunctionalInterface
  private interface Copy {
    Size apply(InputStream in, OutputStream out) throws IOException;
  }

  private static Size copied(Path source, Path target, Copy copy) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(source), 1 << 16);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      return copy.apply(in, out);
    }
  }

  private static Size gif(Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      byte[] head = in.readNBytes(GIF_HEADER);
      if (head.length < GIF_HEADER) {
        throw new UnreadableMediaException("a GIF that breaks off");
      }
      return new Size(unsigned(head, 6), unsigned(head, 8));
    }
  }

  private static int unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
