package io.rivulet.bench.fanout;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Visibility;
import io.rivulet.id.IdGenerator;
import io.rivulet.id.Ids;
import java.time.Clock;

/// Publishes posts of the length that people write on average.
final class Posts {
  private static final PostContent CONTENT =
      PostContent.ofText(
          "Went down to the lake this morning, and the herons were back: two of them, standing"
              + " quite still between the reeds #birds");

  private final EventLog log;
  private final IdGenerator ids = new IdGenerator(1, Clock.systemUTC());

  Posts(EventLog log) {
    this.log = log;
  }

  /// Publishes a post.
  ///
  /// @param author by number
  /// @return its id
  long publish(int author) {
    long id = ids.next();
    long account = Accounts.id(author);
    log.send(
        new PostPublished(
            id, account, Ids.time(id), CONTENT, Visibility.PUBLIC, null, null, null, null),
        account);
    return id;
  }

  void flush() {
    log.flush();
  }
}
