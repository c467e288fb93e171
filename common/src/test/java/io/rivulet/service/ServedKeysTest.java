package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServedKeysTest {
  private long now = Duration.ofDays(1).toNanos();
  private int fetched;
  private String served = "first";
  private boolean away;
  private final ServedKeys keys = new ServedKeys(_ -> fetch(), () -> now);

  private String fetch() throws IOException {
    fetched++;
    if (away) {
      throw new IOException("nobody there");
    }
    return served;
  }

  private String keys() throws IOException {
    return keys.get("https://id.example/jwks").getBody();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void anIssuerThatIsAwayKeepsNobodyOutForAnHourAndNoLonger() throws Exception {
    assertThat(keys()).isEqualTo("first");
    away = true;
    for (int minute = 0; minute < 60; minute++) {
      assertThat(keys()).isEqualTo("first");
      pass(Duration.ofMinutes(1));
    }
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(this::keys).hasMessageContaining("https://id.example/jwks cannot be");
  }

  @Test
  void aKeyThatIsWithdrawnMeanwhileIsGoneOnceHeIsBack() throws Exception {
    assertThat(keys()).isEqualTo("first");
    away = true;
    assertThat(keys()).isEqualTo("first");
    away = false;
    served = "second";
    pass(Duration.ofSeconds(2));
    assertThat(keys()).isEqualTo("second");
  }

  @Test
  void whoeverComesMeanwhileDoesNotWaitForAnotherFetch() {
    away = true;
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(this::keys).hasRootCauseMessage("nobody there");
    }
    assertThat(fetched).isEqualTo(1);
    pass(Duration.ofSeconds(2));
    assertThatThrownBy(this::keys).isInstanceOf(IOException.class);
    assertThat(fetched).isEqualTo(2);
  }
}
