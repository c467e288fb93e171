package io.rivulet.servers;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.ExtendedKeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Makes certificates on the spot, for servers on this machine. Its own key is in memory only, so
/// that nobody makes another certificate later; files are its owner's alone.
public final class CertificateAuthority {
  private static final Duration LIFE = Duration.ofDays(397);

  /// Clocks of a machine's containers may differ a little.
  private static final Duration EARLIER = Duration.ofHours(1);

  static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final X509Bundle authority;

  private CertificateAuthority(Path folder, X509Bundle authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /// A new one, whose certificate is `ca.crt` in the folder.
  ///
  /// @param folder made if absent, for its owner alone
  /// @throws ServerException if the folder cannot be written to
  public static CertificateAuthority create(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      X509Bundle authority =
          builder("CN=Rivulet on this machine").setIsCertificateAuthority(true).buildSelfSigned();
      write(folder.resolve(ServerCertificate.AUTHORITY), authority.getCertificatePEM());
      return new CertificateAuthority(folder, authority);
    } catch (Exception e) {
      throw new ServerException("No certificate authority in %s: %s".formatted(folder, e), e);
    }
  }

  /// A certificate for a server on the loopback, which also signs in by it where a client has to.
  ///
  /// @param name of its owner and its files
  /// @throws ServerException if the folder cannot be written to
  public ServerCertificate issue(String name) {
    return issue(name, List.of());
  }

  /// As [#issue(String)], for a server that has other names, too.
  ///
  /// @param hosts names by which clients ask for it
  /// @throws ServerException if the folder cannot be written to
  public ServerCertificate issue(String name, List<String> hosts) {
    ServerCertificate certificate = new ServerCertificate(folder, name);
    try {
      CertificateBuilder wanted =
          builder("CN=" + name)
              .addSanIpAddress("127.0.0.1")
              .addSanIpAddress("::1")
              .addSanDnsName("localhost")
              .addExtendedKeyUsage(ExtendedKeyUsage.PKIX_KP_SERVER_AUTH)
              .addExtendedKeyUsage(ExtendedKeyUsage.PKIX_KP_CLIENT_AUTH);
      for (String host : hosts) {
        wanted.addSanDnsName(host);
      }
      X509Bundle issued = wanted.buildIssuedBy(authority);
      write(certificate.key(), issued.getPrivateKeyPEM());
      write(certificate.certificate(), issued.getCertificatePEM());
      write(certificate.both(), issued.getPrivateKeyPEM() + issued.getCertificatePEM());
      return certificate;
    } catch (Exception e) {
      throw new ServerException("No certificate %s in %s: %s".formatted(name, folder, e), e);
    }
  }

  private static CertificateBuilder builder(String subject) {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .notBefore(now.minus(EARLIER))
        .notAfter(now.plus(LIFE));
  }

  /// For the owner alone from the first moment on.
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(file, text);
  }
}
