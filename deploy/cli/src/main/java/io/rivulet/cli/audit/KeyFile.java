package io.rivulet.cli.audit;

import io.rivulet.local.LocalException;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongFunction;

/// Signs tokens with a key that is given as a file.
final class KeyFile {
  private static final Duration LIFE = Duration.ofHours(12);

  private KeyFile() {}

  /// Tokens to read with.
  static LongFunction<String> tokens(Path file) {
    if (!Files.isReadable(file)) {
      throw new LocalException("No token key that you may read in " + file);
    }
    try {
      // The public half, which is written along, is of no use here.
      Path publicKeys = Files.createTempFile("rivulet-public-keys-", ".json");
      publicKeys.toFile().deleteOnExit();
      TokenSigner signer =
          TokenSigner.open(
              file,
              new TokenSettings(publicKeys, "rivulet", "rivulet", Duration.ofSeconds(5)),
              Clock.systemUTC());
      return account -> signer.sign(account, Set.of("read"), LIFE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      throw new LocalException("No token key is in " + file, e);
    }
  }
}
