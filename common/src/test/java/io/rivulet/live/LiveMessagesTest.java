package io.rivulet.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.live.LiveEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveMessagesTest {
  @Test
  void eventsComeOutAsTheyWentIn() {
    List<LiveEvent> events =
        Arrays.stream(Kind.values()).map(kind -> new LiveEvent(kind, Long.MAX_VALUE, 3)).toList();
    assertThat(LiveEvent.decode(LiveEvent.encode(events))).isEqualTo(events);
    assertThat(LiveEvent.encode(events)).hasSize(17 * events.size());
  }

  @Test
  void whatIsNotKnownOrCutOffIsPassedOver() {
    List<LiveEvent> events =
        List.of(new LiveEvent(Kind.DELIVERED, 1, 2), new LiveEvent(Kind.DELETED, 3, 4));
    byte[] message = LiveEvent.encode(events);
    message[0] = '?';
    assertThat(LiveEvent.decode(message)).containsExactly(events.get(1));
    assertThat(LiveEvent.decode(Arrays.copyOf(message, message.length - 1))).isEmpty();
    assertThat(LiveEvent.decode(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whoListensComesOutAsItWentIn(Listening.Act act) {
    Listening said = new Listening(-7, act, new long[] {1, Long.MAX_VALUE});
    Listening heard = Listening.decode(said.encode()).orElseThrow();
    assertThat(heard.reader()).isEqualTo(-7);
    assertThat(heard.act()).isEqualTo(act);
    assertThat(heard.accounts()).containsExactly(1, Long.MAX_VALUE);
  }

  @Test
  void otherMessagesAreNone() {
    assertThat(Listening.decode(new byte[8])).isEmpty();
    assertThat(Listening.decode(new byte[9])).isEmpty();
  }

  @Test
  void readersHaveChannelsOfTheirOwn() {
    assertThat(LiveChannels.reader(1)).isNotEqualTo(LiveChannels.reader(2));
    assertThat(new String(LiveChannels.reader(-1), StandardCharsets.US_ASCII))
        .endsWith(":live:18446744073709551615");
  }
}
