package io.rivulet.redis;

import io.lettuce.core.RedisCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A user, and the file that has its password: read at each connection.
record FileCredentials(String user, Path file) implements Supplier<RedisCredentials> {
  @Override
  public RedisCredentials get() {
    try {
      String password = Files.readString(file).strip();
      if (password.isEmpty()) {
        throw new CredentialsException(file);
      }
      return RedisCredentials.just(user, password);
    } catch (IOException e) {
      throw new CredentialsException(file, e);
    }
  }
}
