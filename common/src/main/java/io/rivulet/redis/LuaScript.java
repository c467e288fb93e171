package io.rivulet.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A Lua script from a resource, called by its digest.
///
/// Redis forgets scripts when it restarts: a call that it does not know is sent once more in full.
/// That happens before any key was touched, so nothing is carried out twice.
public final class LuaScript {
  private final byte[] source;
  private final String digest;
  private final ScriptOutputType output;

  private LuaScript(byte[] source, ScriptOutputType output) {
    this.source = source;
    this.output = output;
    try {
      this.digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Loads `name` from the package of `owner`.
  ///
  /// @param before sources of the same package that stand before it and have functions it calls
  public static LuaScript load(
      Class<?> owner, String name, ScriptOutputType output, String... before) {
    var source = new ByteArrayOutputStream();
    for (String part : before) {
      source.writeBytes(read(owner, part));
    }
    source.writeBytes(read(owner, name));
    return new LuaScript(source.toByteArray(), output);
  }

  private static byte[] read(Class<?> owner, String name) {
    try (InputStream resource = owner.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("no script " + name + " beside " + owner.getName());
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The SHA-1 of the source, by which Redis knows the script.
  public String digest() {
    return digest;
  }

  /// The script itself, as `SCRIPT LOAD` takes it.
  public byte[] source() {
    return source.clone();
  }

  public <T> CompletionStage<T> call(
      RedisClusterAsyncCommands<byte[], byte[]> commands, byte[][] keys, byte[]... arguments) {
    return commands
        .<T>evalsha(digest, output, keys, arguments)
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Redis.cause(failure);
              return cause instanceof RedisNoScriptException
                  ? commands.eval(source, output, keys, arguments)
                  : CompletableFuture.failedStage(cause);
            });
  }
}
