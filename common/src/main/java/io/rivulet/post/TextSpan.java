package io.rivulet.post;

/// A part of a text that means something: `text.substring(start, end)`.
public sealed interface TextSpan {

  int start();

  int end();

  /// `#name`.
  ///
  /// @param name lower case, without `#`
  record Tag(int start, int end, String name) implements TextSpan {}

  /// `@username`, whether or not there is such an account.
  record Name(int start, int end, String username) implements TextSpan {}

  /// An address of the web.
  record Link(int start, int end) implements TextSpan {}
}
