package io.rivulet.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.MapOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads that go to Redis in one write, and so come back together: a write of its own for each
/// command costs a system call and a wake-up on either side.
///
/// Used by one thread, once.
public final class RoundTrip {
  private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;
  private static final byte[] NOTHING = new byte[0];

  private final StatefulConnection<byte[], byte[]> connection;
  private final boolean cluster;
  private final List<AsyncCommand<byte[], byte[], ?>> commands = new ArrayList<>();

  /// @param cluster whether a command may only touch keys of one slot
  RoundTrip(StatefulConnection<byte[], byte[]> connection, boolean cluster) {
    this.connection = connection;
    this.cluster = cluster;
  }

  /// The values of keys in their order, null for a key that is absent.
  public CompletionStage<List<byte @Nullable []>> values(List<byte[]> keys) {
    return cluster ? Slots.<byte @Nullable []>scattered(keys, this::together) : together(keys);
  }

  private CompletionStage<List<byte @Nullable []>> together(List<byte[]> keys) {
    return add(
        CommandType.MGET,
        new ValueListOutput<>(CODEC),
        new CommandArgs<>(CODEC).addKeys(keys.toArray(new byte[0][])));
  }

  /// A hash; empty if it is absent.
  public CompletionStage<Map<byte[], byte[]>> hash(byte[] key) {
    return add(CommandType.HGETALL, new MapOutput<>(CODEC), new CommandArgs<>(CODEC).addKey(key));
  }

  /// Bytes `first` to `last` of a value; fewer or none where it is shorter, absent or no string.
  public CompletionStage<byte[]> slice(byte[] key, int first, int last) {
    return add(
            CommandType.GETRANGE,
            new ByteArrayOutput<>(CODEC),
            new CommandArgs<>(CODEC).addKey(key).add(first).add(last))
        .exceptionally(failure -> nothingOfAnotherType(Redis.cause(failure)));
  }

  private static byte[] nothingOfAnotherType(Throwable cause) {
    if (cause instanceof RedisCommandExecutionException error
        && String.valueOf(error.getMessage()).startsWith("WRONGTYPE")) {
      return NOTHING;
    }
    throw new java.util.concurrent.CompletionException(cause);
  }

  private <T> CompletionStage<T> add(
      CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
    var command = new AsyncCommand<>(new Command<>(type, output, args));
    commands.add(command);
    return command;
  }

  /// Sends all that was asked for. Answers come by what the methods returned.
  public void send() {
    if (commands.isEmpty()) {
      return;
    }
    try {
      connection.dispatch(commands);
    } catch (RuntimeException e) {
      // A cluster's client throws where that of one node fails the commands.
      commands.forEach(command -> command.completeExceptionally(e));
    }
  }
}
