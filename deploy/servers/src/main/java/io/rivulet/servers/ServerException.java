package io.rivulet.servers;

/// A server that cannot be started, reached or stopped; the message is one line that says what to
/// do about it, followed by the end of the server's own log where it has one.
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerException(String message) {
    super(message);
  }

  ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
