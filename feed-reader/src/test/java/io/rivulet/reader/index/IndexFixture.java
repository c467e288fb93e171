package io.rivulet.reader.index;

import io.rivulet.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// An index of a folder, fed by hand.
final class IndexFixture implements AutoCloseable {
  private final IndexSettings settings;
  private final Topic topic;
  private OpenIndex index;
  private IndexSearch search;

  IndexFixture(Path folder, Topic topic) {
    this.settings = IndexSettings.of(folder);
    this.topic = topic;
    this.index = opened();
    this.search = new IndexSearch(index.searchers(), "http://127.0.0.1:8080");
  }

  private OpenIndex opened() {
    try {
      return OpenIndex.open(settings, Topic.IDS, topic.spread());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds events to the topics, reads on, and makes all visible.
  IndexSearch after(Event... events) {
    topic.with(events);
    return catchUp();
  }

  /// Reads what there is to read.
  IndexSearch catchUp() {
    try {
      for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() >= index.next(partition)) {
          take(record);
        }
      }
      index.refresh();
      return search;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OpenIndex.Taken take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    return index.take(record);
  }

  /// Goes on over the partitions that were added.
  ///
  /// @return false if it has to be built anew
  boolean widen() {
    try {
      return index.widen(topic.spread());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All documents that can be found.
  Map<String, String> content() {
    try {
      index.refresh();
      return Content.of(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit() {
    try {
      index.commit();
      index.refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long next(TopicPartition partition) {
    return index.next(partition);
  }

  /// As after a crash: what was not committed is lost.
  void restart() {
    close();
    index = opened();
    search = new IndexSearch(index.searchers(), "http://127.0.0.1:8080");
  }

  IndexSearch search() {
    return search;
  }

  @Override
  public void close() {
    try {
      index.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
