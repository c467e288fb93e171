package io.rivulet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of a [CertificateAuthority], its key, and whom it trusts: files in a folder.
///
/// @param name of its owner, in the certificate `CN=<name>`
public record ServerCertificate(Path folder, String name) {
  static final String AUTHORITY = "ca.crt";
  private static final char[] NO_PASSWORD = new char[0];

  /// The private key, PEM (PKCS #8, not encrypted).
  public Path key() {
    return folder.resolve(name + ".key");
  }

  public Path certificate() {
    return folder.resolve(name + ".crt");
  }

  /// Key and certificate in one file, as Kafka wants it.
  public Path both() {
    return folder.resolve(name + ".pem");
  }

  /// The certificate of the authority.
  public Path authority() {
    return folder.resolve(AUTHORITY);
  }

  public boolean exists() {
    return Files.isReadable(both()) && Files.isReadable(authority());
  }

  /// Writes key and certificate into one file more, as Dropwizard wants them (PKCS #12).
  ///
  /// @param password by which that file is encrypted
  /// @throws ServerException if the files cannot be used
  public Path keyStore(String password) {
    Path file = folder.resolve(name + ".p12");
    try {
      KeyStore store = empty();
      char[] letters = password.toCharArray();
      store.setKeyEntry(name, readKey(), letters, new Certificate[] {read(certificate())});
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(CertificateAuthority.OWNER));
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, letters);
      }
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Certificate %s cannot be stored: %s".formatted(file, e), e);
    }
  }

  /// TLS with this certificate, for servers and for clients who sign in by it.
  ///
  /// @throws ServerException if the files cannot be used
  public SSLContext context() {
    try {
      KeyStore store = empty();
      store.setKeyEntry(name, readKey(), NO_PASSWORD, new Certificate[] {read(certificate())});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust(authority()).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Certificate %s cannot be used: %s".formatted(both(), e), e);
    }
  }

  /// TLS for clients who trust an authority and nobody else.
  ///
  /// @param authority its certificate, PEM
  /// @throws ServerException if the file cannot be used
  public static SSLContext trusting(Path authority) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(authority).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Certificate %s cannot be used: %s".formatted(authority, e), e);
    }
  }

  private static TrustManagerFactory trust(Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", read(authority));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private PrivateKey readKey() throws IOException, GeneralSecurityException {
    String base64 = Files.readString(key()).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
