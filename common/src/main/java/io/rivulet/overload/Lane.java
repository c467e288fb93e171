package io.rivulet.overload;

/// Requests that are counted together, so that those of one lane cannot take the place of others.
public enum Lane {
  /// What a service is there for.
  USUAL,
  /// What takes longer by its nature, and has few places of its own.
  ASIDE,
  /// What is not counted: it costs next to nothing, or has bounds of its own.
  FREE;

  /// Which lane a request belongs to.
  public interface Choice {
    /// The lane of a request.
    ///
    /// @param path as it was sent, decoded and without a query
    Lane of(String method, String path);
  }
}
