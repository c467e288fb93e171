package io.rivulet.ingest.media;

import io.rivulet.media.MediaFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Tells the format of a file by its first bytes. What its name or its sender says of it counts for
/// nothing: it is served as what it is found to be.
final class Signatures {
  /// Bytes to look at.
  static final int LENGTH = 64;

  /// Of the ISO base media format, which many things are: those brands that are films browsers
  /// play, and not pictures (HEIC, AVIF) or QuickTime's own.
  private static final Set<String> FILMS =
      Set.of("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ");

  private static final int EBML = 0x1A45DFA3;
  private static final int MPEG_LAYER_3 = 0xFFE2;
  private static final int MPEG_LAYER_MASK = 0xFFE6;

  private final byte[] head;

  private Signatures(byte[] head) {
    this.head = head;
  }

  static Optional<MediaFormat> format(byte[] head) {
    return new Signatures(head).format();
  }

  private Optional<MediaFormat> format() {
    if (has(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(MediaFormat.PNG);
    }
    if (has(0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(MediaFormat.JPEG);
    }
    if (has(0, "GIF87a") || has(0, "GIF89a")) {
      return Optional.of(MediaFormat.GIF);
    }
    return has(0, "RIFF") ? riff() : film();
  }

  private Optional<MediaFormat> riff() {
    return has(8, "WEBP")
        ? Optional.of(MediaFormat.WEBP)
        : has(8, "WAVE") ? Optional.of(MediaFormat.WAV) : Optional.empty();
  }

  private Optional<MediaFormat> film() {
    if (has(4, "ftyp")) {
      return FILMS.contains(text(8, 4)) ? Optional.of(MediaFormat.MP4) : Optional.empty();
    }
    if (number(0, 4) == EBML) {
      return text(0, head.length).contains("webm")
          ? Optional.of(MediaFormat.WEBM)
          : Optional.empty();
    }
    return sound();
  }

  private Optional<MediaFormat> sound() {
    if (has(0, "OggS")) {
      return Optional.of(MediaFormat.OGG);
    }
    if (has(0, "fLaC")) {
      return Optional.of(MediaFormat.FLAC);
    }
    boolean mp3 = has(0, "ID3") || (number(0, 2) & MPEG_LAYER_MASK) == MPEG_LAYER_3;
    return mp3 ? Optional.of(MediaFormat.MP3) : Optional.empty();
  }

  private boolean has(int at, String expected) {
    return text(at, expected.length()).equals(expected);
  }

  private String text(int at, int length) {
    return at + length > head.length
        ? ""
        : new String(head, at, length, StandardCharsets.ISO_8859_1);
  }

  private int number(int at, int length) {
    int number = 0;
    for (int i = at; i < at + length && i < head.length; i++) {
      number = number << 8 | (head[i] & 0xff);
    }
    return number;
  }
}
