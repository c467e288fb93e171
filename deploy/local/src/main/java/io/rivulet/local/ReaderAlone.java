package io.rivulet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A feed-reader before some Redis.
public final class ReaderAlone extends ServiceAlone {
  private final LocalTokens tokens;
  private final Path tokenKeys;

  private ReaderAlone(
      Path folder, Map<String, String> surroundings, List<String> jvm, LocalTokens tokens) {
    super(Service.READER, folder, surroundings, jvm);
    this.tokens = tokens;
    this.tokenKeys = LocalTokens.publicKeys(folder);
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration, its log and the keys of its tokens
  /// @param redis `redis://host:port`
  /// @param jvm options for its JVM, such as the size of its heap
  public static ReaderAlone start(Path folder, String redis, List<String> jvm) {
    LocalTokens tokens = LocalTokens.create(folder);
    return new ReaderAlone(
        folder,
        Map.of("redis", redis, "tokenKeys", LocalTokens.publicKeys(folder).toString()),
        jvm,
        tokens);
  }

  /// A token of an account.
  public String token(long account) {
    return tokens.of(account);
  }

  /// The file of public keys by which its tokens are verified.
  public Path tokenKeys() {
    return tokenKeys;
  }
}
