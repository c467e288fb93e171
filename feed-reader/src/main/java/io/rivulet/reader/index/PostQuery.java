package io.rivulet.reader.index;

import io.rivulet.event.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Which posts a list is made of.
public final class PostQuery {
  /// A single letter begins too many words to look for all of them.
  private static final int SHORTEST_PREFIX = 2;

  /// More words than these are not looked at: each one narrows what is found.
  private static final int MOST_WORDS = 16;

  private final Query query;

  private PostQuery(Query query) {
    this.query = query;
  }

  Query query() {
    return query;
  }

  /// The public timeline: public posts that answer nobody, no boosts.
  public static PostQuery open(boolean onlyMedia) {
    return new PostQuery(media(term(Fields.OPEN, Fields.YES), onlyMedia));
  }

  /// Public posts, and answers, with at least one tag of `any`, all of `all` and none of `none`.
  ///
  /// @param any at least one
  public static PostQuery tagged(
      Set<String> any, Set<String> all, Set<String> none, boolean onlyMedia) {
    BooleanQuery.Builder tags = new BooleanQuery.Builder();
    tags.add(
        new TermInSetQuery(Fields.TAG, any.stream().map(tag -> new BytesRef(folded(tag))).toList()),
        Occur.FILTER);
    all.forEach(tag -> tags.add(term(Fields.TAG, folded(tag)), Occur.FILTER));
    none.forEach(tag -> tags.add(term(Fields.TAG, folded(tag)), Occur.MUST_NOT));
    return new PostQuery(media(tags.build(), onlyMedia));
  }

  private static String folded(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }

  private static Query media(Query query, boolean only) {
    return only ? both(query, term(Fields.MEDIA, Fields.YES)) : query;
  }

  private static Query both(Query one, Query other) {
    return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
  }

  /// Boosts of a post.
  public static PostQuery boostsOf(long post) {
    return new PostQuery(term(Fields.BOOST_OF, Long.toString(post)));
  }

  /// Posts with all words of a text, of which the last may be only begun. What is direct is left
  /// out unless the viewer wrote it or is mentioned: rules would hide it, but not before it was
  /// read.
  ///
  /// @param author whose posts alone, 0 for anybody's
  /// @return empty if the text has no words
  public static Optional<PostQuery> words(String text, long viewer, long author) {
    List<String> words = Words.of(text);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(term(Fields.KIND, Fields.Kind.POST.term()), Occur.FILTER);
    query.add(allOf(Fields.WORDS, words), Occur.FILTER);
    query.add(perhapsVisible(viewer), Occur.FILTER);
    if (author != 0) {
      query.add(term(Fields.AUTHOR, Long.toString(author)), Occur.FILTER);
    }
    return Optional.of(new PostQuery(query.build()));
  }

  private static Query perhapsVisible(long viewer) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (Visibility visibility :
        List.of(Visibility.PUBLIC, Visibility.UNLISTED, Visibility.FOLLOWERS)) {
      query.add(term(Fields.VISIBILITY, visibility.json()), Occur.SHOULD);
    }
    query.add(term(Fields.AUTHOR, Long.toString(viewer)), Occur.SHOULD);
    query.add(term(Fields.MENTION, Long.toString(viewer)), Occur.SHOULD);
    return query.build();
  }

  /// All words, the last one as a prefix.
  static Query allOf(String field, List<String> words) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    int last = Math.min(words.size(), MOST_WORDS) - 1;
    for (int i = 0; i <= last; i++) {
      String word = words.get(i);
      boolean begun = i == words.size() - 1 && word.length() >= SHORTEST_PREFIX;
      query.add(begun ? new PrefixQuery(new Term(field, word)) : term(field, word), Occur.FILTER);
    }
    return query.build();
  }

  static Query term(String field, String term) {
    return new TermQuery(new Term(field, term));
  }
}
