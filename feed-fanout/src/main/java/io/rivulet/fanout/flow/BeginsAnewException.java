package io.rivulet.fanout.flow;

/// Ends a stream thread on purpose: the one in its place starts from what is committed, which is
/// how what it wrote since is made good.
public abstract class BeginsAnewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected BeginsAnewException(String message) {
    super(message);
  }
}
