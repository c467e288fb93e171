package io.rivulet.reader.index;

import io.rivulet.event.Reaction;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.reader.page.Window;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reading side of the index: ids, never more than asked for. Safe from any thread.
///
/// All methods throw [ApiException] UNAVAILABLE if the index cannot be read.
public final class IndexSearch {
  private static final Logger logger = LoggerFactory.getLogger(IndexSearch.class);

  /// Tags that begin alike and are looked at to find the most used ones.
  private static final int MOST_TAGS = 1_000;

  /// Versions of a post that are told.
  private static final int MOST_VERSIONS = 1_000;

  /// How long the size of the index is taken as it was: counting walks over much of it.
  private static final long SIZE_NANOS = 10_000_000_000L;

  private static final Sort BY_RANK =
      new Sort(new SortField(Fields.RANK, SortField.Type.LONG, true), Fields.NEWEST_FIRST);

  private final SearcherManager searchers;
  private final StatusRenderer renderer;
  private volatile @Nullable Counted counted;

  IndexSearch(SearcherManager searchers, String publicUrl) {
    this.searchers = searchers;
    this.renderer = new StatusRenderer(new WebAddresses(URI.create(publicUrl)));
  }

  /// How much there is.
  ///
  /// @param statuses posts and boosts that are not deleted
  public record Size(long accounts, long statuses) {}

  private record Counted(Size size, long at) {}

  /// A post that answers another.
  public record Answer(long id, long replyTo) {}

  /// An account in a list, at a place of its own.
  ///
  /// @param place by which the list is ordered and paged
  public record Listed(long place, long account) {}

  /// What a post was.
  ///
  /// @param version up to which all is known, as that of its body
  /// @param editions the first one and that of each edit, in this order
  public record History(long version, List<Post> editions) {}

  private interface Read<T> {
    T from(IndexSearcher searcher) throws IOException;
  }

  private <T> T read(Read<T> read) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return read.from(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (AlreadyClosedException _) {
      throw ApiException.of(ApiError.UNAVAILABLE);
    } catch (IOException e) {
      logger.error("the index cannot be read", e);
      throw ApiException.of(ApiError.UNAVAILABLE);
    }
  }

  /// The posts of a window that come first in its direction, in that order.
  public long[] posts(PostQuery query, Window window, int count) {
    return read(
        searcher -> {
          ScoreDoc[] found = page(searcher, query.query(), window, count);
          long[] ids = new long[found.length];
          for (int i = 0; i < found.length; i++) {
            ids[i] = order(found[i]);
          }
          return ids;
        });
  }

  private static ScoreDoc[] page(IndexSearcher searcher, Query query, Window window, int count)
      throws IOException {
    if (window.isEmpty()) {
      return new ScoreDoc[0];
    }
    Query inside = window.equals(Window.ALL) ? query : within(query, window);
    return top(
        searcher, inside, count, window.oldestFirst() ? Fields.ASCENDING : Fields.DESCENDING);
  }

  /// The index is sorted by what windows are about, so a window is a stretch of it.
  private static Query within(Query query, Window window) {
    long least = window.above() + 1;
    long most = window.below() - 1;
    return new BooleanQuery.Builder()
        .add(query, Occur.FILTER)
        .add(
            new IndexSortSortedNumericDocValuesRangeQuery(
                Fields.ORDER, least, most, LongPoint.newRangeQuery(Fields.ORDER, least, most)),
            Occur.FILTER)
        .build();
  }

  /// Nothing is counted beyond what is wanted, so that a search can stop.
  private static ScoreDoc[] top(IndexSearcher searcher, Query query, int count, Sort sort)
      throws IOException {
    return searcher.search(query, new TopFieldCollectorManager(sort, count, 1)).scoreDocs;
  }

  private static long order(ScoreDoc found) {
    return found instanceof FieldDoc sorted && sorted.fields[0] instanceof Long order ? order : 0;
  }

  /// Who follows an account, in a window of places.
  public List<Listed> followers(long account, Window window, int count) {
    Query query = PostQuery.term(Fields.FOLLOWEE, Long.toString(account));
    return page(query, Fields.ACCOUNT, window, count, Listed::new);
  }

  /// Who likes a post, in a window of places.
  public List<Listed> likers(long post, Window window, int count) {
    Query query = PostQuery.term(Fields.LIKED, Long.toString(post));
    return page(query, Fields.ACCOUNT, window, count, Listed::new);
  }

  /// A post that an account reacted to.
  ///
  /// @param act by which the list is ordered and paged
  public record ReactedTo(long act, long post) {}

  /// What an account likes or has bookmarked, in a window of acts.
  public List<ReactedTo> reactedTo(long account, Reaction reaction, Window window, int count) {
    Query query = PostQuery.term(Fields.REACTED_BY, Fields.reactedBy(reaction, account));
    return page(query, Fields.POST, window, count, ReactedTo::new);
  }

  private interface Item<T> {
    T of(long order, long number);
  }

  private <T> List<T> page(Query query, String number, Window window, int count, Item<T> item) {
    return read(searcher -> items(searcher, page(searcher, query, window, count), number, item));
  }

  /// What is made of the places of documents and a number that each has.
  private static <T> List<T> items(
      IndexSearcher searcher, ScoreDoc[] documents, String number, Item<T> item)
      throws IOException {
    List<T> items = new ArrayList<>(documents.length);
    for (ScoreDoc found : documents) {
      items.add(item.of(order(found), Lookup.number(searcher.getIndexReader(), found.doc, number)));
    }
    return items;
  }

  /// What answers posts directly, the oldest first.
  public List<Answer> answers(Collection<Long> posts, int count) {
    Query query = new TermInSetQuery(Fields.REPLY_TO, posts.stream().map(Fields::bytes).toList());
    return read(
        searcher ->
            items(
                searcher,
                top(searcher, query, count, Fields.ASCENDING),
                Fields.REPLY_TO,
                Answer::new));
  }

  /// The post that a post answers, 0 if it answers none; empty if the post is not known.
  public OptionalLong answered(long post) {
    String key = Fields.post(post);
    return read(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          return Lookup.exists(reader, Fields.KEY, key)
              ? OptionalLong.of(Lookup.number(reader, Fields.KEY, key, Fields.REPLY_TO))
              : OptionalLong.empty();
        });
  }

  /// The body of a post, as the fan-out writes it, null if the post is not known: for what is in no
  /// Redis yet, or not any more.
  public @Nullable PostBody body(long id) {
    PostState state = state(id);
    return state == null || state.post() == null
        ? null
        : PostBody.of(state.post(), state.version(), renderer);
  }

  private @Nullable PostState state(long id) {
    byte[] state =
        read(searcher ->
                Optional.ofNullable(
                    Lookup.state(searcher.getIndexReader(), Fields.KEY, Fields.post(id))))
            .orElse(null);
    return state == null ? null : PostState.decode(state);
  }

  /// What a post was at first and after each edit, null if it is not known or deleted.
  public @Nullable History history(long id) {
    PostState now = state(id);
    Post post = now == null ? null : now.post();
    if (now == null || post == null || post.deleted()) {
      return null;
    }
    return new History(now.version(), post.editedAt() == null ? List.of(post) : editions(id));
  }

  private List<Post> editions(long id) {
    return read(
        searcher -> {
          List<Post> editions = new ArrayList<>();
          Query query = PostQuery.term(Fields.VERSION_OF, Long.toString(id));
          for (ScoreDoc found : top(searcher, query, MOST_VERSIONS, Fields.ASCENDING)) {
            PostState state = PostState.decode(Lookup.state(searcher.getIndexReader(), found.doc));
            if (state.post() != null) {
              editions.add(state.post());
            }
          }
          return editions;
        });
  }

  /// Accounts whose name begins with a text, or that have its words in their display name, those
  /// with the most followers first (roughly: by the number of its binary digits).
  ///
  /// @param name folded
  /// @param among if not null, these alone
  public List<Long> accounts(String name, @Nullable Collection<Long> among, int count) {
    BooleanQuery.Builder named = new BooleanQuery.Builder();
    named.add(new PrefixQuery(new Term(Fields.NAME, name)), Occur.SHOULD);
    List<String> words = Words.of(name);
    if (!words.isEmpty()) {
      named.add(PostQuery.allOf(Fields.NAME_WORDS, words), Occur.SHOULD);
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder().add(named.build(), Occur.FILTER);
    if (among != null) {
      List<BytesRef> keys = among.stream().map(id -> new BytesRef(Fields.account(id))).toList();
      query.add(new TermInSetQuery(Fields.KEY, keys), Occur.FILTER);
    }
    return read(
        searcher -> {
          List<Long> accounts = new ArrayList<>();
          for (ScoreDoc found : top(searcher, query.build(), count, BY_RANK)) {
            accounts.add(Lookup.number(searcher.getIndexReader(), found.doc, Fields.ORDER));
          }
          return accounts;
        });
  }

  /// Tags of public posts that begin with a text, the most used first.
  ///
  /// @param prefix lower case
  public List<String> tags(String prefix, int count) {
    return read(
        searcher -> {
          Map<String, Integer> uses = new HashMap<>();
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            addTags(leaf.reader().terms(Fields.TAG), new BytesRef(prefix), uses);
          }
          List<String> tags = new ArrayList<>();
          List<Map.Entry<String, Integer>> mostUsed =
              uses.entrySet().stream()
                  .sorted(
                      Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                          .thenComparing(Map.Entry.comparingByKey()))
                  .toList();
          for (Map.Entry<String, Integer> tag : mostUsed) {
            // Of posts that are deleted, terms stay for a while.
            if (tags.size() < count
                && Lookup.exists(searcher.getIndexReader(), Fields.TAG, tag.getKey())) {
              tags.add(tag.getKey());
            }
          }
          return tags;
        });
  }

  private static void addTags(@Nullable Terms terms, BytesRef prefix, Map<String, Integer> uses)
      throws IOException {
    if (terms == null) {
      return;
    }
    TermsEnum tags = terms.iterator();
    int looked = 0;
    boolean there = tags.seekCeil(prefix) != TermsEnum.SeekStatus.END;
    while (there && looked++ < MOST_TAGS && StringHelper.startsWith(tags.term(), prefix)) {
      uses.merge(tags.term().utf8ToString(), tags.docFreq(), Integer::sum);
      there = tags.next() != null;
    }
  }

  /// How much there is, some seconds ago.
  public Size size() {
    Counted last = counted;
    long now = System.nanoTime();
    if (last != null && now - last.at() < SIZE_NANOS) {
      return last.size();
    }
    Size size =
        read(
            searcher ->
                new Size(
                    count(searcher, Fields.Kind.ACCOUNT),
                    count(searcher, Fields.Kind.POST) + count(searcher, Fields.Kind.BOOST)));
    counted = new Counted(size, now);
    return size;
  }

  private static long count(IndexSearcher searcher, Fields.Kind kind) throws IOException {
    return searcher.count(PostQuery.term(Fields.KIND, kind.term()));
  }
}
