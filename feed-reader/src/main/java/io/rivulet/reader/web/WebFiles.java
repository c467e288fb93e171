package io.rivulet.reader.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page and its files, read and compressed once.
///
/// The page names all its files, and nothing else is served. Their addresses have a version that is
/// made of their contents, so a browser may keep them for ever, and never mixes two versions.
public final class WebFiles {
  private static final String VERSION = "{version}";
  private static final String NAME = Pattern.quote(VERSION) + "/([a-z][a-z.-]*)";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final int VERSION_DIGITS = 16;

  private final Map<String, WebFile> files;
  private final String version;
  private final WebFile page;
  private final String importMapHash;

  private WebFiles(Map<String, WebFile> files, String version, String page) {
    this.files = files;
    this.version = version;
    this.page = WebFile.of("index.html", page.getBytes(UTF_8));
    this.importMapHash = importMapHash(page);
  }

  /// Reads them from the class path.
  ///
  /// @param name of the page
  /// @param base of its files' addresses, such as `/web/`
  /// @throws IllegalStateException if the page names a file that is not there
  public static WebFiles load(String name, String base) {
    String page = new String(read(name), UTF_8);
    Map<String, WebFile> files = new TreeMap<>();
    MessageDigest digest = sha256();
    Matcher named = Pattern.compile(Pattern.quote(base) + NAME).matcher(page);
    while (named.find()) {
      files.computeIfAbsent(
          named.group(1),
          file -> {
            byte[] content = read(file);
            digest.update(content);
            return WebFile.of(file, content);
          });
    }
    digest.update(page.getBytes(UTF_8));
    String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    return new WebFiles(files, version, page.replace(VERSION, version));
  }

  /// A file of this version; empty for any other.
  public Optional<WebFile> find(String version, String name) {
    return this.version.equals(version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }

  public WebFile page() {
    return page;
  }

  /// Part of the addresses of its files.
  public String version() {
    return version;
  }

  /// The files by their names.
  public Map<String, WebFile> all() {
    return Map.copyOf(files);
  }

  /// As a source of a content security policy: the only script within the page itself is the map of
  /// its libraries' names.
  public String importMapHash() {
    return importMapHash;
  }

  private static String importMapHash(String page) {
    Matcher map = IMPORT_MAP.matcher(page);
    if (!map.find()) {
      throw new IllegalStateException("no import map in the page");
    }
    byte[] hash = sha256().digest(map.group(1).getBytes(UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private static byte[] read(String name) {
    try (InputStream in = WebFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
