package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.servers.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `deploy/compose/secrets` makes.
class SecretsTest {
  /// Follow from the others, and are written anew.
  private static final List<String> RENEWED = List.of("admin-token", "redis-users.acl");

  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("secrets");
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void everySecretOfTheCompositionIsMade() throws IOException {
    Secrets.open(folder());
    List<String> wanted =
        Composition.read().section("secrets").values().stream()
            .map(one -> String.valueOf(Composition.mapping(one).get("file")))
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .toList();
    assertThat(files().keySet()).hasSizeGreaterThan(10).containsAll(wanted);
  }

  @Test
  void theOwnerAloneEntersAndContainersReadWhatIsMounted() throws IOException {
    Secrets.open(folder());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(folder())) {
      assertThat(all.filter(Files::isRegularFile))
          .map(SecretsTest::permissions)
          .isNotEmpty()
          .allMatch(permissions -> permissions.equals("rw-r--r--"));
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    Secrets.open(folder());
    Map<String, String> before = files();
    Secrets.open(folder());
    Map<String, String> after = files();
    assertThat(after).hasSameSizeAs(before);
    before.keySet().removeAll(RENEWED);
    assertThat(after).containsAllEntriesOf(before);
  }

  @Test
  void redisHasHashesOnlyAndLetsNobodyInWithoutOne() throws IOException {
    Secrets.open(folder());
    Map<String, String> files = files();
    String users = Objects.requireNonNull(files.remove("redis-users.acl"));
    assertThat(users.lines().toList())
        .hasSize(7)
        .anyMatch(line -> line.startsWith("user default off resetpass "))
        .filteredOn(line -> !line.startsWith("user default "))
        .allMatch(line -> line.matches("user [a-z-]+ on #[0-9a-f]{64} .+"));
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".password")) {
            assertThat(text).hasSizeGreaterThan(40);
            assertThat(users).doesNotContain(text);
          }
        });
  }

  @Test
  void theCertificateIsItsAuthoritysAndTokensDiffer() throws Exception {
    Secrets secrets = Secrets.open(folder());
    assertThat(new ServerCertificate(folder(), "edge").context()).isNotNull();
    assertThat(secrets.token(17)).isNotEqualTo(secrets.token(18)).matches("[\\w.-]+");
    assertThat(secrets.operator()).isNotEqualTo(Files.readString(folder().resolve("admin-token")));
  }
}
