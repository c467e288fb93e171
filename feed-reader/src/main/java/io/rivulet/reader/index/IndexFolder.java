package io.rivulet.reader.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;

/// The folder an index lies in.
final class IndexFolder {
  /// One thread merges, so that an index that is built anew does not take the machine from reads.
  private static final int MERGES_WAITING = 6;

  /// Megabytes of one segment, and of all, that are in memory at most.
  private static final double LARGEST_CACHED = 4;

  private static final double MOST_CACHED = 16;

  private final IndexSettings settings;

  IndexFolder(IndexSettings settings) {
    this.settings = settings;
  }

  /// The files of a refresh are small, and mostly merged before they would have to last, so they
  /// are kept in memory until then.
  Directory open() throws IOException {
    Path folder = settings.folder();
    Files.createDirectories(folder);
    return new NRTCachingDirectory(FSDirectory.open(folder), LARGEST_CACHED, MOST_CACHED);
  }

  /// What the last commit noted; empty if there is none.
  ///
  /// @throws IOException if there is one and it cannot be read, for whatever reason
  static Map<String, String> committed(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return Map.of();
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return new HashMap<>(reader.getIndexCommit().getUserData());
    }
  }

  /// A writer that goes on from the last commit, or begins anew.
  IndexWriter writer(Directory directory, boolean anew) throws IOException {
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(MERGES_WAITING, 1);
    return new IndexWriter(
        directory,
        new IndexWriterConfig(Words.ANALYZER)
            .setOpenMode(anew ? OpenMode.CREATE : OpenMode.CREATE_OR_APPEND)
            .setIndexSort(Fields.DESCENDING)
            .setRAMBufferSizeMB(settings.ramBuffer())
            .setMergeScheduler(merges)
            // A refresh is to be short; small segments are merged a moment later.
            .setMaxFullFlushMergeWaitMillis(0)
            .setCommitOnClose(false));
  }

  /// Deletes what is there: Kafka has it all.
  void wipe() throws IOException {
    try (Directory directory = open()) {
      for (String file : directory.listAll()) {
        if (!IndexWriter.WRITE_LOCK_NAME.equals(file)) {
          directory.deleteFile(file);
        }
      }
    }
  }
}
