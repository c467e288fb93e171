package io.rivulet.ingest.known;

import io.rivulet.event.Draft;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.post.ParsedText;
import io.rivulet.post.TextParser;
import java.util.ArrayList;
import java.util.List;

/// Finds the tags and the accounts that a text names, once, when it is published.
public final class Mentions {
  private final Names names;

  public Mentions(Names names) {
    this.names = names;
  }

  /// The content of a draft. A name that nobody has is plain text.
  public PostContent content(Draft draft) {
    ParsedText parsed = TextParser.parse(draft.text());
    List<Mention> mentions = new ArrayList<>();
    for (String username : parsed.usernames()) {
      names.find(username).ifPresent(id -> mentions.add(new Mention(id, username)));
    }
    return draft.content(parsed.tags(), mentions);
  }
}
