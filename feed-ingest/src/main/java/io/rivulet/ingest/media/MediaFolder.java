package io.rivulet.ingest.media;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Uploads on disk. Several processes may share the folder: nothing is held in memory, and each
/// step is one that a file system does as a whole.
///
/// | path | what |
/// |---|---|
/// | `files/<id>-<secret>.<extension>` | what is served: a web server may do it from here |
/// | `entries/<id>.json` | a [MediaEntry] |
/// | `uses/<id>/<by>` | empty files: the posts and profiles that show it |
/// | `arriving/` | what is on its way; gone when its request ends |
///
/// An upload that has no uses for some time is deleted, first of all its folder of uses, which
/// fails if there is one now; and a use cannot be noted where that folder is missing. So whatever
/// is shown stays.
final class MediaFolder {
  private static final Logger logger = LoggerFactory.getLogger(MediaFolder.class);
  private static final JsonMapper json = new JsonMapper();

  private final Path files;
  private final Path entries;
  private final Path uses;
  private final Path arriving;

  private MediaFolder(Path folder) {
    this.files = folder.resolve("files");
    this.entries = folder.resolve("entries");
    this.uses = folder.resolve("uses");
    this.arriving = folder.resolve("arriving");
  }

  /// The folder, made if it is not there.
  static MediaFolder open(Path folder) {
    MediaFolder media = new MediaFolder(folder.toAbsolutePath());
    try {
      Files.createDirectories(media.files);
      Files.createDirectories(media.entries);
      Files.createDirectories(media.uses);
      Files.createDirectories(media.arriving);
    } catch (IOException e) {
      throw new UncheckedIOException("uploads cannot be kept in " + folder, e);
    }
    return media;
  }

  /// Where the files that are served lie.
  Path files() {
    return files;
  }

  /// Where files may be made that are not there yet.
  Path arriving() {
    return arriving;
  }

  /// Keeps a file. If it fails, what it made is found by [#sweep(Instant)].
  void add(MediaEntry entry, Path file) throws IOException {
    Files.createDirectories(uses.resolve(Long.toString(entry.id())));
    Files.move(file, files.resolve(entry.file()), StandardCopyOption.ATOMIC_MOVE);
    write(entry);
  }

  void write(MediaEntry entry) throws IOException {
    Path written = Files.createTempFile(arriving, "entry", ".json");
    try {
      json.writeValue(written.toFile(), entry);
      Files.move(
          written,
          entry(entry.id()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  Optional<MediaEntry> find(long id) {
    try {
      return Optional.of(json.readValue(Files.readAllBytes(entry(id)), MediaEntry.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Notes that an upload is shown.
  ///
  /// @param by what shows it, a name for a file
  /// @return false if there is no such upload any more
  boolean use(long id, String by) {
    try {
      Files.createFile(uses.resolve(Long.toString(id)).resolve(by));
      return true;
    } catch (FileAlreadyExistsException e) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Notes that an upload is not shown by something any more.
  void release(long id, String by) {
    try {
      Files.deleteIfExists(uses.resolve(Long.toString(id)).resolve(by));
    } catch (IOException e) {
      // It stays longer than it has to: no reason to fail what is done already.
      logger.warn("upload {} is still held by {}", id, by, e);
    }
  }

  /// Deletes what nothing has shown since some time, and what was left over.
  ///
  /// @return uploads that were deleted
  int sweep(Instant before) throws IOException {
    sweepFolder(arriving, before);
    int deleted = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
      for (Path file : all) {
        if (isOlder(file, before) && releaseUnused(id(file), before)) {
          Files.deleteIfExists(file);
          Files.deleteIfExists(entry(id(file)));
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static void sweepFolder(Path folder, Instant before) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (isOlder(file, before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// Deletes the folder of uses, whose last change tells since when there are none. True if it is
  /// gone: after a crash it may have been before.
  private boolean releaseUnused(long id, Instant before) throws IOException {
    Path folder = uses.resolve(Long.toString(id));
    try {
      if (Files.exists(folder) && !isOlder(folder, before)) {
        return false;
      }
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  private static boolean isOlder(Path path, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // another process was faster
    }
  }

  private static long id(Path file) {
    String name = String.valueOf(file.getFileName());
    return Ids.parse(name.substring(0, Math.max(0, name.indexOf('-'))));
  }

  private Path entry(long id) {
    return entries.resolve(id + ".json");
  }
}
