package io.rivulet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A server's folder, locked by this JVM for as long as the server may use it: Redis does not lock
/// its files itself, and two servers on one append-only file destroy it.
///
/// A temporary folder is deleted at close. One that a killed JVM left behind has no lock any more
/// and is deleted when the next one is made.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "rivulet.lock";

  /// The folders of this JVM. Their lock files are not opened again: with any channel of a file
  /// that is closed POSIX gives up all locks that the process has on it, and other JVMs would take
  /// the folder for one that was left behind.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private DataFolder(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
    OWN.add(path);
  }

  /// Opens and locks a folder.
  ///
  /// @param given the folder, made if absent; empty for a temporary one
  /// @param server who uses it, for messages and a temporary one's name
  /// @throws ServerException if it cannot be used, or is in use
  public static synchronized DataFolder open(Optional<Path> given, String server) {
    try {
      return given.isPresent() ? kept(given.get(), server) : temporary(server);
    } catch (IOException e) {
      throw new ServerException(
          "No usable data folder for %s: %s"
              .formatted(server, given.map(Path::toString).orElse("temporary")),
          e);
    }
  }

  private static DataFolder kept(Path given, String server) throws IOException {
    Path path = Files.createDirectories(given).toRealPath();
    FileChannel lock = lock(path);
    if (lock == null) {
      throw new ServerException(
          "Data folder %s is in use by another %s: stop that or choose another folder"
              .formatted(path, server));
    }
    return new DataFolder(path, false, lock);
  }

  private static DataFolder temporary(String server) throws IOException {
    String prefix = "rivulet-" + server.toLowerCase(Locale.ROOT).replace(' ', '-') + "-";
    deleteAbandoned(prefix);
    Path path = Files.createTempDirectory(prefix);
    FileChannel lock = lock(path);
    if (lock == null) {
      throw new IOException("new folder already locked: " + path);
    }
    return new DataFolder(path, true, lock);
  }

  private static void deleteAbandoned(String prefix) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        // Without a lock file it may be one that another JVM is just making.
        if (Files.isWritable(folder.resolve(LOCK))) {
          try (FileChannel abandoned = lock(folder)) {
            if (abandoned != null) {
              delete(folder);
            }
          }
        }
      }
    }
  }

  private static @Nullable FileChannel lock(Path folder) throws IOException {
    if (OWN.contains(folder)) {
      return null;
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      return channel;
    }
    channel.close();
    return null;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /// A folder in it, made if it is not there.
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isOpen() {
    return lock.isOpen();
  }

  @Override
  public void close() {
    if (!isOpen()) {
      return;
    }
    try {
      if (temporary) {
        delete(path);
      }
      lock.close();
      OWN.remove(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
