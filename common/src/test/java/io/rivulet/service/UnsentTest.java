package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class UnsentTest {
  private final Unsent unsent = new Unsent(1_000, new SimpleMeterRegistry());
  private final List<String> cut = new ArrayList<>();

  private Callback send(String who, int size) {
    return unsent.sending(size, Callback.NOOP, () -> cut.add(who));
  }

  @Test
  void whatIsSentLeavesRoomInWhateverOrder() {
    Callback first = send("first", 600);
    Callback second = send("second", 400);
    assertThat(unsent.hasRoom()).isFalse();
    second.succeeded();
    second.succeeded();
    assertThat(unsent.hasRoom()).isTrue();
    send("third", 100).failed(new IllegalStateException());
    first.succeeded();
    send("fourth", 999);
    assertThat(unsent.hasRoom()).isTrue();
    assertThat(cut).isEmpty();
  }

  @Test
  void thoseAreCutOffThatHaveTakenLongestAndNoMoreThanNeeded() {
    send("first", 500);
    send("second", 400);
    Callback third = send("third", 500);
    assertThat(cut).as("all have just begun").isEmpty();
    await()
        .untilAsserted(
            () -> {
              unsent.cutOldest();
              assertThat(cut).containsExactly("first");
            });
    third.succeeded();
    assertThat(unsent.hasRoom()).isTrue();
  }
}
