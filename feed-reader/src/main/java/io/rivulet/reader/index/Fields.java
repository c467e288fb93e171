package io.rivulet.reader.index;

import io.rivulet.event.Reaction;
import java.util.Locale;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/// The fields of documents, and the keys by which a document is replaced.
///
/// | document | key | order | fields |
/// |---|---|---|---|
/// | post or boost | `p<id>` | id | kind, author, visibility, open, tag, media, words, mention, replyTo, boostOf, clientKey |
/// | deleted post | `p<id>` | id | replyTo, clientKey: what answers it is still found through it |
/// | end without a beginning | `d<author>:<id>` | 0 | |
/// | version of an edited post | `v<id>:<version>` | version | versionOf |
/// | pair of accounts | `f<viewer>:<target>` | since | kind and followee, while it follows |
/// | like or bookmark | `r<reaction>:<account>:<post>` | id of the act | reactedBy, and of likes liked |
/// | account | `a<id>` | id | kind, name, nameWords, rank |
///
/// Each has its `state`, from which the next one is made.
final class Fields {
  static final String KEY = "key";
  static final String KIND = "kind";

  /// What lists are sorted and paged by, the greatest first; the index itself is sorted by it.
  static final String ORDER = "order";

  static final String STATE = "state";
  static final String AUTHOR = "author";
  static final String VISIBILITY = "visibility";

  /// Set where a post belongs into the public timeline.
  static final String OPEN = "open";

  /// Of public posts only, so that all its terms may be told to everybody.
  static final String TAG = "tag";

  static final String MEDIA = "media";
  static final String WORDS = "words";
  static final String MENTION = "mention";
  static final String REPLY_TO = "replyTo";
  static final String BOOST_OF = "boostOf";

  /// `<author>:<key>`, of posts that were published under a key.
  static final String CLIENT_KEY = "clientKey";

  /// The post that is liked.
  static final String LIKED = "liked";

  /// `<reaction>:<account>`.
  static final String REACTED_BY = "reactedBy";

  /// The post of a reaction, as a number.
  static final String POST = "post";

  static final String VERSION_OF = "versionOf";
  static final String FOLLOWEE = "followee";

  /// The account that a list of accounts shows.
  static final String ACCOUNT = "account";

  static final String NAME = "name";
  static final String NAME_WORDS = "nameWords";

  /// Grows by one when an account's followers double.
  static final String RANK = "rank";

  static final String YES = "1";

  static final SortField NEWEST_FIRST = new SortField(ORDER, SortField.Type.LONG, true);
  static final Sort DESCENDING = new Sort(NEWEST_FIRST);
  static final Sort ASCENDING = new Sort(new SortField(ORDER, SortField.Type.LONG, false));

  /// The kinds of documents that lists are made of.
  enum Kind {
    POST,
    BOOST,
    FOLLOW,
    ACCOUNT;

    private final String term = name().toLowerCase(Locale.ROOT);

    String term() {
      return term;
    }
  }

  private Fields() {}

  static String post(long id) {
    return "p" + id;
  }

  static String unseen(long author, long id) {
    return "d" + author + ":" + id;
  }

  static String version(long id, long version) {
    return "v" + id + ":" + version;
  }

  static String reaction(Reaction reaction, long account, long post) {
    return "r" + reactedBy(reaction, account) + ":" + post;
  }

  static String reactedBy(Reaction reaction, long account) {
    return reaction.code() + ":" + account;
  }

  static String pair(long viewer, long target) {
    return "f" + viewer + ":" + target;
  }

  static String account(long id) {
    return "a" + id;
  }

  static String clientKey(long author, String key) {
    return author + ":" + key;
  }

  static BytesRef bytes(long id) {
    return new BytesRef(Long.toString(id));
  }
}
