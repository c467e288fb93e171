package io.rivulet.redis;

import io.lettuce.core.protocol.RedisCommand;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Collection;

/// Sends hardly anything to a node that has been silent since something was sent to it, for longer
/// than an answer may take: of the commands that follow one in that time goes out, and the others
/// fail at once, until anything comes from it.
///
/// A command that has timed out is held by the client until it is answered, as answers come in
/// order. To a node that is there and says nothing (stopped, its disk or its network stuck) whoever
/// tries again would send more and more of them: a worker with a heap of 256 MB ended by that, two
/// minutes after its Redis was stopped. The one that goes out is a sign of life where nothing waits
/// in truth: the client drops a command that has timed out before it was written.
final class Silence {
  private final Duration bound;

  /// Whether something was sent and nothing has come since, as far as is known; only the channel's
  /// own thread uses these three.
  private boolean waits;

  /// Whether that has been so for too long.
  private boolean silent;

  /// When that began, or when something went out last in spite of it, in nanoseconds.
  private long since;

  private Silence(Duration bound) {
    this.bound = bound;
  }

  /// Has a channel be watched whose handlers are all there.
  ///
  /// @param bound for an answer
  static void watch(Channel channel, Duration bound) {
    Silence silence = new Silence(bound);
    channel.pipeline().addFirst(silence.new Heard());
    // What is sent passes the last one first, before the client counts it as sent.
    channel.pipeline().addLast(silence.new Sent());
  }

  /// Whether the next one has to fail.
  private boolean refuses() {
    long now = System.nanoTime();
    if (!waits) {
      waits = true;
      since = now;
    } else if (now - since > bound.toNanos()) {
      silent = true;
      since = now;
    } else {
      return silent;
    }
    return false;
  }

  private final class Heard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      waits = false;
      silent = false;
      context.fireChannelRead(message);
    }
  }

  private final class Sent extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (refuses() && refused(message)) {
        // Done with, as far as the client's queue is concerned.
        promise.trySuccess();
        return;
      }
      var _ = context.write(message, promise);
    }

    private boolean refused(Object message) {
      return switch (message) {
        case RedisCommand<?, ?, ?> command -> {
          refuse(command);
          yield true;
        }
        case Collection<?> several -> {
          several.forEach(one -> refuse((RedisCommand<?, ?, ?>) one));
          yield true;
        }
        default -> false;
      };
    }

    private void refuse(RedisCommand<?, ?, ?> command) {
      command.completeExceptionally(RedisUnavailableException.silent(bound));
    }
  }
}
