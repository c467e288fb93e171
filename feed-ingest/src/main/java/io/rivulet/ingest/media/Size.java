package io.rivulet.ingest.media;

/// Width and height in pixels as a picture is shown; 0 of what has none, or has not been looked at.
record Size(int width, int height) {
  static final Size NONE = new Size(0, 0);

  long pixels() {
    return (long) width * height;
  }

  Size turned() {
    return new Size(/* width= */ height, /* height= */ width);
  }
}
