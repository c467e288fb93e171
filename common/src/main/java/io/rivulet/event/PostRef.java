package io.rivulet.event;

/// Another post, with its author, since rules depend on who wrote it.
public record PostRef(long id, long author) {

  public PostRef {
    Check.id("id", id);
    Check.id("author", author);
  }
}
