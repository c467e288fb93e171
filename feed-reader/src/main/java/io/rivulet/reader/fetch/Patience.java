package io.rivulet.reader.fetch;

import io.rivulet.service.ApiException;
import java.time.Duration;
import java.util.function.Supplier;

/// Tries a read again as long as something in it is not known yet, then answers 503.
///
/// What an account or a follow has just made is in Redis within milliseconds, so a short wait
/// mostly spares the client a second request. It is short: while Redis is filled again after a
/// loss, all reads would wait.
public final class Patience {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Duration patience;
  private final ReaderMeters meters;

  /// Waits for at most `patience` in a request.
  ///
  /// @param patience how long a request may wait, 2 s by default
  public Patience(Duration patience, ReaderMeters meters) {
    this.patience = patience;
    this.meters = meters;
  }

  /// The result of the first attempt that knows everything.
  ///
  /// @throws ApiException UNAVAILABLE if it is still not known when the patience ends
  public <T> T read(Supplier<T> attempt) {
    Pause pause = Pause.upTo(patience);
    while (true) {
      try {
        return attempt.get();
      } catch (NotYetException e) {
        if (!pause.again()) {
          meters.unknown(e.what());
          throw ApiException.unavailable(RETRY_AFTER);
        }
      }
    }
  }
}
