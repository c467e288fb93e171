package io.rivulet.reader.index;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.KeptEvent;
import io.rivulet.event.PostEvent;
import io.rivulet.event.ReactionEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An index that is open: takes records, in the order of each partition, and shows what they make.
///
/// A commit holds exactly what the records up to its positions make, so whoever opens it again,
/// also after a crash, reads on from there and misses and repeats nothing. Used by one thread, but
/// for [#searchers()].
final class OpenIndex implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(OpenIndex.class);

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Positions positions;
  private final Changes changes;
  private final PostIndexing posts;
  private final PairIndexing pairs;
  private final AccountIndexing accounts;
  private final ReactionIndexing reactions;
  private boolean touched;

  private OpenIndex(
      Directory directory, IndexWriter writer, SearcherManager searchers, Positions positions) {
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.positions = positions;
    this.changes = new Changes(writer, searchers);
    this.posts = new PostIndexing(changes);
    this.pairs = new PairIndexing(changes);
    this.accounts = new AccountIndexing(changes);
    this.reactions = new ReactionIndexing(changes);
  }

  /// Opens what is in the folder, or begins anew if that is of other topics or another format, or
  /// cannot go on over so many partitions.
  ///
  /// @param topics ids of topics by name
  /// @param spread over which they are read
  /// @throws IOException if the folder or what is in it cannot be used
  static OpenIndex open(IndexSettings settings, Map<String, String> topics, Spread spread)
      throws IOException {
    IndexFolder folder = new IndexFolder(settings);
    Directory directory = folder.open();
    try {
      Map<String, String> committed = IndexFolder.committed(directory);
      Positions resuming = new Positions(topics, spread);
      boolean resumed = resuming.resume(committed);
      Positions positions = resumed ? resuming : new Positions(topics, spread);
      if (!resumed) {
        logger.info("builds the index in {} from the beginning of the topics", settings.folder());
      }
      IndexWriter writer = folder.writer(directory, !resumed);
      try {
        SearcherManager searchers = new SearcherManager(writer, new SearcherFactory());
        return new OpenIndex(directory, writer, searchers, positions);
      } catch (IOException | RuntimeException e) {
        writer.rollback();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /// The next offset to read of a partition.
  long next(TopicPartition partition) {
    return positions.next(partition);
  }

  /// Whether a layout speaks of more partitions than are read.
  boolean isOutgrown(Layout layout) {
    return positions.isOutgrown(layout);
  }

  /// Reads over more partitions from now on, which lasts when this returns.
  ///
  /// @return false if the index cannot go on over them and has to be built anew
  boolean widen(Spread spread) throws IOException {
    if (!positions.widen(spread)) {
      return false;
    }
    changes.commitAlways(positions);
    return true;
  }

  /// What became of a record.
  enum Taken {
    /// It was taken, now or before.
    EVENT,
    /// It is no event.
    REJECTED,
    /// It lies in another partition, see [Topics#isElsewhere].
    ELSEWHERE
  }

  /// Takes a record. One that was taken before, or is no event, or none of its partition's, means
  /// nothing.
  Taken take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    if (record.offset() < positions.next(partition)) {
      return Taken.EVENT;
    }
    Taken taken = taken(record, partition);
    positions.read(partition, record.offset());
    touched |= taken == Taken.EVENT;
    return taken;
  }

  private Taken taken(ConsumerRecord<byte[], byte[]> record, TopicPartition partition)
      throws IOException {
    if (Topics.isElsewhere(
        record.key(), record.value(), record.partition(), positions.partitions(record.topic()))) {
      return Taken.ELSEWHERE;
    }
    try {
      apply(EventJson.decode(record.value()), partition, record.offset());
      return Taken.EVENT;
    } catch (InvalidEventException e) {
      logger.warn("no event: {} at {}: {}", partition, record.offset(), e.getMessage());
      return Taken.REJECTED;
    }
  }

  private void apply(Event event, TopicPartition partition, long offset) throws IOException {
    if (positions.isReplay(partition, event.origin())) {
      return;
    }
    switch (event) {
      case PostEvent post -> posts.apply(post, offset);
      case RelationEvent relation -> pairs.apply(relation, offset);
      case AccountUpdated account -> accounts.apply(account);
      case ReactionEvent reaction -> reactions.apply(reaction);
      case KeptEvent _ -> {
        // Nobody finds what another keeps for himself.
      }
    }
    positions.saw(partition, event.origin());
  }

  /// Whether something was taken that is not visible yet.
  boolean touched() {
    return touched;
  }

  /// Whether so much was taken that it has to be made visible.
  boolean isFull() {
    return changes.isFull();
  }

  void refresh() throws IOException {
    changes.refresh();
    touched = false;
  }

  void commit() throws IOException {
    touched |= changes.commit(positions);
  }

  SearcherManager searchers() {
    return searchers;
  }

  /// Closes without a commit: what came after the last one is read again.
  @Override
  public void close() throws IOException {
    try (directory) {
      searchers.close();
      writer.rollback();
    }
  }
}
