package io.rivulet.reader.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/// What an index holds: the state of each document by its key. Versions are part of states, so two
/// that are equal were made of records at the same offsets.
final class Content {
  private Content() {}

  /// As of the last refresh.
  static Map<String, String> of(OpenIndex index) throws IOException {
    IndexSearcher searcher = index.searchers().acquire();
    try {
      return of(searcher.getIndexReader());
    } finally {
      index.searchers().release(searcher);
    }
  }

  private static Map<String, String> of(IndexReader reader) throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(Fields.KEY);
      if (terms != null) {
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
          String key = term.utf8ToString();
          byte[] state = Lookup.state(reader, Fields.KEY, key);
          if (state != null) {
            long order = Lookup.number(reader, Fields.KEY, key, Fields.ORDER);
            content.put(key, order + " " + text(key, state));
          }
        }
      }
    }
    return content;
  }

  /// Of posts the version, so that a difference can be read.
  private static String text(String key, byte[] state) {
    if (!key.startsWith("p")) {
      return HexFormat.of().formatHex(state);
    }
    return PostState.decode(state).version() + " " + Arrays.hashCode(state);
  }
}
