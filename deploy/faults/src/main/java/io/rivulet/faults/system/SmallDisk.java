package io.rivulet.faults.system;

import io.rivulet.faults.net.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of its own below a folder, in memory, which can be full.
///
/// It is filled by taking away what is free, not by writing: a file as large would take memory that
/// the machine may not have.
public final class SmallDisk {
  private static final String SIZE = "2g";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// Mounts one.
  ///
  /// @param source what it is called among the mounts, by which leftovers are found
  static SmallDisk mount(Path folder, String source) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, source, folder.toString());
    return new SmallDisk(folder);
  }

  /// Unmounts what a run that was killed has left.
  static void removeLeftovers(String source) {
    try (var mounts = Files.lines(Path.of("/proc/mounts"))) {
      mounts
          .map(line -> line.split(" ", -1))
          .filter(mount -> mount[0].equals(source))
          .forEach(mount -> Shell.run("umount", "-l", mount[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on nothing can be written.
  public void fill() {
    try {
      FileStore store = Files.getFileStore(folder);
      long used = store.getTotalSpace() - store.getUnallocatedSpace();
      resize(Long.toString(used));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on there is room again.
  public void free() {
    resize(SIZE);
  }

  private void resize(String size) {
    Shell.run("mount", "-o", "remount,size=" + size, folder.toString());
  }
}
