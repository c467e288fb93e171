package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.CorruptAccountException;
import io.rivulet.post.CorruptBodyException;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.Tally;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.service.ApiException;
import io.rivulet.timeline.CorruptTimelineException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes bodies. Each has two places, the fan-out's and the overlay; the newer body wins.
///
/// What has to be shown and has no body is never left out: a list with a hole looks like any other
/// list. The request fails, is counted, and can be tried again.
final class Bodies {
  private static final Logger logger = LoggerFactory.getLogger(Bodies.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ReaderMeters meters;

  Bodies(ReaderMeters meters) {
    this.meters = meters;
  }

  @Nullable PostBody post(byte @Nullable [] stored, byte @Nullable [] overlay) {
    return newer(decodePost(stored), decodePost(overlay));
  }

  /// The newer of what is there.
  static @Nullable PostBody newer(@Nullable PostBody a, @Nullable PostBody b) {
    return a == null || b == null ? (a == null ? b : a) : PostBody.newer(a, b);
  }

  private @Nullable PostBody decodePost(byte @Nullable [] value) {
    try {
      return value == null ? null : PostBody.decode(value);
    } catch (CorruptBodyException e) {
      meters.corrupt(Stored.POST);
      logger.error("{}", e.getMessage());
      return null;
    }
  }

  /// A tally; where it is corrupt, none.
  Tally tally(byte @Nullable [] value) {
    try {
      return Tally.decode(value);
    } catch (CorruptTimelineException e) {
      meters.corrupt(Stored.TALLY);
      logger.error("{}", e.getMessage());
      return Tally.NONE;
    }
  }

  @Nullable AccountBody account(byte @Nullable [] stored, byte @Nullable [] overlay) {
    AccountBody a = decodeAccount(stored);
    AccountBody b = decodeAccount(overlay);
    return a == null || b == null ? (a == null ? b : a) : AccountBody.newer(a, b);
  }

  private @Nullable AccountBody decodeAccount(byte @Nullable [] value) {
    try {
      return value == null ? null : AccountBody.decode(value);
    } catch (CorruptAccountException e) {
      meters.corrupt(Stored.ACCOUNT);
      logger.error("{}", e.getMessage());
      return null;
    }
  }

  /// The body, which has to be there.
  ///
  /// @throws ApiException UNAVAILABLE if the body is missing
  <T> T require(Stored what, long id, @Nullable T body) {
    if (body == null) {
      meters.missing(what);
      logger.error("{} {} has no body", what, id);
      throw ApiException.unavailable(RETRY_AFTER);
    }
    return body;
  }
}
