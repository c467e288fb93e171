package io.rivulet.media;

import io.rivulet.event.Media;

/// The formats that are taken: those that browsers show by themselves and that run nothing.
public enum MediaFormat {
  PNG("image/png", "png", Media.Kind.IMAGE),
  JPEG("image/jpeg", "jpg", Media.Kind.IMAGE),
  GIF("image/gif", "gif", Media.Kind.GIF),
  WEBP("image/webp", "webp", Media.Kind.IMAGE),
  MP4("video/mp4", "mp4", Media.Kind.VIDEO),
  WEBM("video/webm", "webm", Media.Kind.VIDEO),
  MP3("audio/mpeg", "mp3", Media.Kind.AUDIO),
  OGG("audio/ogg", "ogg", Media.Kind.AUDIO),
  WAV("audio/wav", "wav", Media.Kind.AUDIO),
  FLAC("audio/flac", "flac", Media.Kind.AUDIO);

  private final String type;
  private final String extension;
  private final Media.Kind kind;

  MediaFormat(String type, String extension, Media.Kind kind) {
    this.type = type;
    this.extension = extension;
    this.kind = kind;
  }

  /// As HTTP names it.
  public String type() {
    return type;
  }

  /// Of its files' names, without the dot.
  public String extension() {
    return extension;
  }

  public Media.Kind kind() {
    return kind;
  }

  /// Whether it is a picture, moving or not, which has a width and a height.
  public boolean isPicture() {
    return kind.isPicture();
  }
}
