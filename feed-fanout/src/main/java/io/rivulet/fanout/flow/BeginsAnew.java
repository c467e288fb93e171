package io.rivulet.fanout.flow;

/// What ends a stream thread on purpose: the one in its place starts from what is committed, which
/// is how what was written since is made good.
public interface BeginsAnew {
  /// Why.
  String getMessage();
}
