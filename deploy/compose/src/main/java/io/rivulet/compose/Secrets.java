package io.rivulet.compose;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.rivulet.access.RedisAccess;
import io.rivulet.access.Role;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.ServerCertificate;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The files that `compose.yml` mounts as secrets, in one folder.
///
/// | file | what |
/// |---|---|
/// | `<user>.password` | of a [Role] in Redis, of Redis's `administrator` and of `replica` |
/// | `redis-users.acl` | the access list of Redis, with hashes only |
/// | `grafana.password` | of Grafana's administrator |
/// | `door.secret` | by which services ask workers for posts |
/// | `edge.crt`, `edge.key`, `ca.crt` | the certificate of the edge, by an authority of its own |
/// | `door.p12`, `inner-ca.crt` | the certificate of workers' doors, and who has issued it: another authority |
/// | `token-key.json`, `token-keys.json` | the key that signs tokens, and its public half |
/// | `admin-token` | with which Prometheus and the operations page look at admin ports, for 90 days |
///
/// **Only the owner may enter the folder; inside, files are readable to all.** The engine mounts a
/// file as it is, and the users of containers are others than its owner. What is there is kept, so
/// a deployment may put its own certificate or public keys there before; lists and the admin token,
/// which follow from the others, are written anew each time.
public final class Secrets {
  private static final Duration ADMIN_LIFE = Duration.ofDays(90);
  private static final Duration ACCOUNT_LIFE = Duration.ofHours(12);
  private static final Duration OPERATOR_LIFE = Duration.ofMinutes(10);

  /// Operators need no account; the id is one that no account gets.
  private static final long OPERATOR = 1;

  private static final int SECRET_BYTES = 32;
  private static final String ADMINISTRATOR = "administrator";
  private static final String REPLICA = "replica";
  private static final String EDGE = "edge";
  private static final String DOOR = "door";

  /// What `compose.yml` calls the workers.
  private static final List<String> WORKERS = List.of("feed-fanout-1", "feed-fanout-2");

  /// The file is the secret. Its format wants a password, which `compose.yml` has, too.
  private static final String KEY_STORE_PASSWORD = "rivulet";

  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path folder;
  private final TokenSigner signer;

  private Secrets(Path folder) {
    this.folder = folder;
    this.signer =
        TokenSigner.open(
            folder.resolve("token-key.json"),
            new TokenSettings(
                folder.resolve("token-keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5)),
            Clock.systemUTC());
  }

  /// Makes what is missing in a folder.
  ///
  /// @param folder made if absent
  public static Secrets open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, OWNERS_FOLDER);
    Secrets secrets = new Secrets(folder);
    secrets.make();
    return secrets;
  }

  private void make() throws IOException {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : List.of(Role.INGEST, Role.FANOUT, Role.READER, Role.OPERATOR)) {
      passwords.put(role, secret(role.user() + ".password"));
    }
    List<String> users = new ArrayList<>(RedisAccess.file(passwords));
    users.add(user(ADMINISTRATOR, "~* &* +@all"));
    users.add(user(REPLICA, "+psync +replconf +ping"));
    Files.writeString(folder.resolve("redis-users.acl"), String.join("\n", users) + "\n");
    secret("door.secret");
    secret("grafana.password");
    certificates();
    Files.writeString(
        folder.resolve("admin-token"), signer.sign(OPERATOR, Set.of("admin:read"), ADMIN_LIFE));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setPosixFilePermissions(file, READABLE);
      }
    }
  }

  private void certificates() throws IOException {
    ServerCertificate edge = new ServerCertificate(folder, EDGE);
    if (!Files.exists(edge.certificate())) {
      CertificateAuthority.create(folder).issue(EDGE);
    }
    Path inner = folder.resolve("inner");
    if (!Files.exists(inner.resolve(DOOR + ".p12"))) {
      CertificateAuthority.create(inner).issue(DOOR, WORKERS).keyStore(KEY_STORE_PASSWORD);
    }
    Files.copy(inner.resolve(DOOR + ".p12"), folder.resolve(DOOR + ".p12"), REPLACE_EXISTING);
    Files.copy(inner.resolve("ca.crt"), folder.resolve("inner-ca.crt"), REPLACE_EXISTING);
  }

  private String user(String name, String rights) throws IOException {
    return "user %s on #%s %s".formatted(name, sha256(secret(name + ".password")), rights);
  }

  /// What is in a file; if it is not there, something that nobody guesses.
  private String secret(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bytes);
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).strip();
  }

  private static String sha256(String password) {
    try {
      byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// A token with which an account may do everything that accounts may, for 12 hours.
  public String token(long account) {
    return signer.sign(account, Set.of("read", "write", "follow"), ACCOUNT_LIFE);
  }

  /// A token that may create accounts, for 10 minutes.
  public String operator() {
    return signer.sign(OPERATOR, Set.of("admin"), OPERATOR_LIFE);
  }

  /// `FOLDER`, `FOLDER token ACCOUNT` or `FOLDER operator`: what `deploy/compose/secrets` runs.
  public static void main(String[] arguments) throws IOException {
    Secrets secrets = open(Path.of(arguments[0]));
    switch (List.of(arguments).subList(1, arguments.length)) {
      case List<String> none when none.isEmpty() ->
          System.out.println("Secrets are in " + arguments[0]);
      case List<String> one when one.equals(List.of("operator")) ->
          System.out.println(secrets.operator());
      case List<String> two when two.size() == 2 && two.getFirst().equals("token") ->
          System.out.println(secrets.token(Long.parseLong(two.getLast())));
      case List<String> other -> {
        System.err.println("Used wrongly: " + String.join(" ", other));
        System.exit(2);
      }
    }
  }
}
