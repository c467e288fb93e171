package io.rivulet.reader.index;

import io.rivulet.post.Post;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// The writing side of an index that is open: documents by key, with what was written since the
/// last refresh, which a reader of Lucene does not see yet. Used by one thread.
final class Changes {
  /// States in memory before a refresh is due, whatever the time: some ten megabytes.
  private static final int MOST_PENDING = 20_000;

  private final IndexWriter writer;
  private final SearcherManager searchers;

  /// States by key; empty where the document was deleted.
  private final Map<String, Optional<byte[]>> pending = new HashMap<>();

  private final Map<String, Long> pendingClientKeys = new HashMap<>();

  /// Accounts whose followers changed since the last commit.
  private final Set<Long> ranked = new LinkedHashSet<>();

  private boolean changed;

  Changes(IndexWriter writer, SearcherManager searchers) {
    this.writer = writer;
    this.searchers = searchers;
  }

  /// The state of a document as it is now, null if there is none.
  byte @Nullable [] state(String key) throws IOException {
    Optional<byte[]> state = pending.get(key);
    return state == null
        ? read(reader -> Optional.ofNullable(Lookup.state(reader, Fields.KEY, key))).orElse(null)
        : state.orElse(null);
  }

  /// The post that was published under a key, 0 if none was.
  long byClientKey(long author, String clientKey) throws IOException {
    String key = Fields.clientKey(author, clientKey);
    Long id = pendingClientKeys.get(key);
    return id == null
        ? read(reader -> Lookup.number(reader, Fields.CLIENT_KEY, key, Fields.ORDER))
        : id;
  }

  private interface Read<T> {
    T from(IndexReader reader) throws IOException;
  }

  private <T> T read(Read<T> read) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return read.from(searcher.getIndexReader());
    } finally {
      searchers.release(searcher);
    }
  }

  void put(PostState state, Post post) throws IOException {
    byte[] encoded = state.encode();
    put(Fields.post(post.id()), encoded, Documents.of(post, encoded));
    String clientKey = post.published().clientKey();
    if (clientKey != null) {
      pendingClientKeys.put(Fields.clientKey(post.author(), clientKey), post.id());
    }
  }

  void put(String key, byte[] state, Document document) throws IOException {
    pending.put(key, Optional.of(state));
    putUnasked(key, document);
  }

  /// Puts a document whose state is never asked for.
  void putUnasked(String key, Document document) throws IOException {
    writer.updateDocument(new Term(Fields.KEY, key), document);
    changed = true;
  }

  void delete(String key) throws IOException {
    pending.put(key, Optional.empty());
    deleteAll(Fields.KEY, key);
  }

  /// Deletes documents whose states are never asked for.
  void deleteAll(String field, String term) throws IOException {
    writer.deleteDocuments(new Term(field, term));
    changed = true;
  }

  /// Has the rank of an account looked at with the next commit.
  void rank(long account) {
    ranked.add(account);
  }

  boolean isFull() {
    return pending.size() >= MOST_PENDING;
  }

  /// Makes everything visible to whoever searches.
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
    pending.clear();
    pendingClientKeys.clear();
  }

  /// Makes everything last, with how far the topics were read.
  ///
  /// @return whether ranks were written, which are not visible yet
  boolean commit(Positions positions) throws IOException {
    boolean written = false;
    if (!ranked.isEmpty()) {
      refresh();
      for (long account : ranked) {
        written |= rankNow(account);
      }
      ranked.clear();
    }
    if (changed) {
      commitAlways(positions);
    }
    return written;
  }

  /// As [#commit], of positions that count though nothing else has changed.
  void commitAlways(Positions positions) throws IOException {
    writer.setLiveCommitData(positions.commit().entrySet());
    writer.commit();
    changed = false;
  }

  /// Counting the followers of an account at each follow, or writing the account anew, would cost
  /// more than the follow itself; so it is done once a commit, and written when they doubled.
  private boolean rankNow(long account) throws IOException {
    String key = Fields.account(account);
    byte[] state = state(key);
    if (state == null) {
      return false;
    }
    int followers =
        read(
            reader ->
                new IndexSearcher(reader)
                    .count(new TermQuery(new Term(Fields.FOLLOWEE, Fields.bytes(account)))));
    int rank = Integer.SIZE - Integer.numberOfLeadingZeros(followers);
    if (rank == rank(key)) {
      return false;
    }
    put(key, state, Documents.of(AccountIndexing.decode(state), rank, state));
    return true;
  }

  /// The rank that an account had at the last refresh.
  int rank(String key) throws IOException {
    return Math.toIntExact(read(reader -> Lookup.number(reader, Fields.KEY, key, Fields.RANK)));
  }
}
