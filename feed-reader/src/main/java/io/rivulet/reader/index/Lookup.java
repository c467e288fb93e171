package io.rivulet.reader.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Finds the one document of a term, without the detour of a query: each record that is indexed
/// asks for some.
final class Lookup {
  private static final int NOWHERE = -1;

  private Lookup() {}

  /// The state of a document, null if there is none.
  static byte @Nullable [] state(IndexReader reader, String field, String term) throws IOException {
    int document = document(reader, field, term);
    return document == NOWHERE ? null : state(reader, document);
  }

  static byte[] state(IndexReader reader, int document) throws IOException {
    BytesRef state =
        reader.storedFields().document(document, Set.of(Fields.STATE)).getBinaryValue(Fields.STATE);
    return Arrays.copyOfRange(state.bytes, state.offset, state.offset + state.length);
  }

  /// A number of the document of a term, 0 if there is none.
  static long number(IndexReader reader, String field, String term, String number)
      throws IOException {
    int document = document(reader, field, term);
    return document == NOWHERE ? 0 : number(reader, document, number);
  }

  static long number(IndexReader reader, int document, String field) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    return values != null && values.advanceExact(document - leaf.docBase) ? values.longValue() : 0;
  }

  static boolean exists(IndexReader reader, String field, String term) throws IOException {
    return document(reader, field, term) != NOWHERE;
  }

  private static int document(IndexReader reader, String field, String term) throws IOException {
    BytesRef wanted = new BytesRef(term);
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(field);
      if (terms != null) {
        TermsEnum found = terms.iterator();
        if (found.seekExact(wanted)) {
          int document = live(found.postings(null, PostingsEnum.NONE), leaf.reader().getLiveDocs());
          if (document != NOWHERE) {
            return leaf.docBase + document;
          }
        }
      }
    }
    return NOWHERE;
  }

  private static int live(PostingsEnum postings, @Nullable Bits live) throws IOException {
    int document = postings.nextDoc();
    while (document != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(document)) {
        return document;
      }
      document = postings.nextDoc();
    }
    return NOWHERE;
  }
}
