package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunSecretsTest {
  @TempDir private Path data;

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyFileIsItsOwnersAlone() throws IOException {
    RunSecrets secrets = RunSecrets.open(data);

    assertThat(permissions(secrets.folder())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(secrets.folder())) {
      assertThat(files.toList())
          .hasSizeGreaterThan(20)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void theyStayUntilTheirFolderIsDeleted() throws IOException {
    Map<Role, String> first = RunSecrets.open(data).passwords();
    byte[] authority = Files.readAllBytes(RunSecrets.open(data).authority());
    assertThat(RunSecrets.open(data).passwords()).isEqualTo(first);
    assertThat(first.values())
        .doesNotHaveDuplicates()
        .allMatch(password -> password.length() == 43);

    try (Stream<Path> files = Files.list(RunSecrets.open(data).folder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    RunSecrets anew = RunSecrets.open(data);
    assertThat(anew.passwords().values()).doesNotContainAnyElementsOf(first.values());
    assertThat(Files.readAllBytes(anew.authority())).isNotEqualTo(authority);
  }

  @Test
  void whereOneIsMissingAllAreMadeAnew() throws IOException {
    RunSecrets before = RunSecrets.open(data);
    Map<Role, String> first = before.passwords();
    Files.delete(before.password(Role.READER));

    assertThat(RunSecrets.open(data).passwords().values())
        .doesNotContainAnyElementsOf(first.values());
  }

  @Test
  void redisKeepsHashesOnly() throws IOException {
    RunSecrets secrets = RunSecrets.open(data);
    String users = Files.readString(secrets.redisUsers());

    assertThat(users).contains("user default off", "user feed-reader on #");
    secrets.passwords().values().forEach(password -> assertThat(users).doesNotContain(password));
  }

  @Test
  void aFolderThatOthersMayEnterIsNotUsed() throws IOException {
    Path folder = RunSecrets.open(data).folder();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> RunSecrets.open(data))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("Others may enter " + folder);
  }
}
