package io.rivulet.faults.traffic;

import io.rivulet.local.LocalException;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.Carrier;
import java.time.Duration;

/// Tries again what is not answered, or with 5xx or 429, until its patience ends.
public final class Persistent implements Carrier {
  private static final int TOO_MANY = 429;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Carrier carrier;
  private final Duration patience;

  public Persistent(Carrier carrier, Duration patience) {
    this.carrier = carrier;
    this.patience = patience;
  }

  @Override
  public Answer send(Call call) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = PAUSE;
    while (true) {
      String reason;
      try {
        Answer answer = carrier.send(call);
        if (answer.status() < 500 && answer.status() != TOO_MANY) {
          return answer;
        }
        reason = "HTTP " + answer.status() + " " + answer.error();
      } catch (LocalException e) {
        reason = String.valueOf(e.getMessage());
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new LocalException(
            "%s %s: not done within %d s: %s"
                .formatted(call.method(), call.path(), patience.toSeconds(), reason));
      }
      pause(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
