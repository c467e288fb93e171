package io.rivulet.reader.index;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Media;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Usernames;
import io.rivulet.event.Visibility;
import io.rivulet.post.Post;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/// Makes documents, see [Fields].
final class Documents {
  /// Whether a word occurs is all that is asked, so neither how often nor where is kept.
  private static final FieldType WORDS = words();

  private Documents() {}

  private static FieldType words() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  static Document of(Post post, byte[] state) {
    PostPublished published = post.published();
    Document document = document(Fields.post(post.id()), post.id(), state);
    PostRef replyTo = published.replyTo();
    if (replyTo != null) {
      id(document, Fields.REPLY_TO, replyTo.id());
      document.add(new NumericDocValuesField(Fields.REPLY_TO, replyTo.id()));
    }
    String key = published.clientKey();
    if (key != null) {
      term(document, Fields.CLIENT_KEY, Fields.clientKey(post.author(), key));
    }
    if (!post.deleted()) {
      shown(document, published);
    }
    return document;
  }

  private static void shown(Document document, PostPublished post) {
    PostRef boostOf = post.boostOf();
    kind(document, boostOf == null ? Fields.Kind.POST : Fields.Kind.BOOST);
    id(document, Fields.AUTHOR, post.author());
    term(document, Fields.VISIBILITY, post.visibility().json());
    if (boostOf != null) {
      id(document, Fields.BOOST_OF, boostOf.id());
      return;
    }
    content(document, post.content());
    if (post.visibility() == Visibility.PUBLIC) {
      // A second time the same tag would count twice.
      post.content().tags().stream()
          .map(tag -> tag.toLowerCase(Locale.ROOT))
          .distinct()
          .forEach(tag -> term(document, Fields.TAG, tag));
      if (post.replyTo() == null) {
        term(document, Fields.OPEN, Fields.YES);
      }
    }
  }

  private static void content(Document document, PostContent content) {
    text(document, Fields.WORDS, content.text());
    text(document, Fields.WORDS, content.contentWarning());
    for (Media medium : content.media()) {
      text(document, Fields.WORDS, medium.description());
    }
    if (!content.media().isEmpty()) {
      term(document, Fields.MEDIA, Fields.YES);
    }
    for (Mention mention : content.mentions()) {
      id(document, Fields.MENTION, mention.account());
    }
  }

  static Document unseen(long author, long id, byte[] state) {
    return document(Fields.unseen(author, id), 0, state);
  }

  static Document version(long id, PostState state) {
    Document document =
        document(Fields.version(id, state.version()), state.version(), state.encode());
    id(document, Fields.VERSION_OF, id);
    return document;
  }

  static Document of(long viewer, long target, PairState pair, byte[] state) {
    Document document = document(Fields.pair(viewer, target), pair.since(), state);
    if (pair.relation().following()) {
      kind(document, Fields.Kind.FOLLOW);
      id(document, Fields.FOLLOWEE, target);
      document.add(new NumericDocValuesField(Fields.ACCOUNT, viewer));
    }
    return document;
  }

  static Document of(Reacted reacted, String key) {
    Document document = document(key, reacted.id(), new byte[0]);
    long post = reacted.post().id();
    term(document, Fields.REACTED_BY, Fields.reactedBy(reacted.reaction(), reacted.account()));
    if (reacted.reaction() == Reaction.LIKE) {
      id(document, Fields.LIKED, post);
    }
    document.add(new NumericDocValuesField(Fields.ACCOUNT, reacted.account()));
    document.add(new NumericDocValuesField(Fields.POST, post));
    return document;
  }

  static Document of(AccountUpdated account, int rank, byte[] state) {
    Document document = document(Fields.account(account.id()), account.id(), state);
    kind(document, Fields.Kind.ACCOUNT);
    term(document, Fields.NAME, Usernames.fold(account.username()));
    text(document, Fields.NAME_WORDS, account.profile().displayName());
    document.add(new NumericDocValuesField(Fields.RANK, rank));
    return document;
  }

  private static Document document(String key, long order, byte[] state) {
    Document document = new Document();
    term(document, Fields.KEY, key);
    document.add(new NumericDocValuesField(Fields.ORDER, order));
    document.add(new LongPoint(Fields.ORDER, order));
    document.add(new StoredField(Fields.STATE, state));
    return document;
  }

  private static void kind(Document document, Fields.Kind kind) {
    term(document, Fields.KIND, kind.term());
  }

  private static void id(Document document, String field, long id) {
    term(document, field, Long.toString(id));
  }

  private static void term(Document document, String field, String term) {
    document.add(new StringField(field, term, Field.Store.NO));
  }

  private static void text(Document document, String field, String text) {
    if (!text.isEmpty()) {
      document.add(new Field(field, text, WORDS));
    }
  }
}
