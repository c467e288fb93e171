package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokedTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir private Path folder;

  private final TickingClock clock = new TickingClock(NOW);

  private RevokedTokens tokens() {
    return new RevokedTokens(folder.resolve("tokens/revoked.txt"), clock);
  }

  @Test
  void withoutAFileNothingIsTakenBack() {
    assertThat(tokens().contains("a")).isFalse();
  }

  @Test
  void whatIsTakenBackIsSoAtOnceForWhoeverDidItAndASecondLaterForOthers() {
    RevokedTokens issuer = tokens();
    RevokedTokens service = tokens();
    assertThat(service.contains("a")).isFalse();
    issuer.add("a", NOW.plusSeconds(60));
    assertThat(issuer.contains("a")).isTrue();
    assertThat(issuer.contains("b")).isFalse();
    clock.now = NOW.plusSeconds(1);
    assertThat(service.contains("a")).isTrue();
  }

  @Test
  void aClockThatIsSetBackHidesNothing() {
    RevokedTokens issuer = tokens();
    RevokedTokens service = tokens();
    assertThat(service.contains("a")).isFalse();
    issuer.add("a", NOW.plusSeconds(60));
    clock.now = NOW.minusSeconds(600);
    assertThat(service.contains("a")).isTrue();
  }

  @Test
  void itIsSoForGoodAndWrittenOnce() throws Exception {
    tokens().add("a", NOW.plusSeconds(60));
    RevokedTokens later = tokens();
    later.add("a", NOW.plusSeconds(60));
    later.add("b", NOW.plusSeconds(60));
    assertThat(later.contains("a")).isTrue();
    assertThat(Files.readString(folder.resolve("tokens/revoked.txt")))
        .isEqualTo("a 1795694460\nb 1795694460\n");
  }

  @Test
  void aLineThatIsNoneIsPassedOver() throws Exception {
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(folder.resolve("tokens/revoked.txt"), "\nnonsense\na x\n");
    assertThat(tokens().contains("a")).isTrue();
    assertThat(tokens().contains("nonsense")).isFalse();
  }

  @Test
  void whatHasEndedByItselfIsForgotten() {
    tokens().add("a", NOW.minusSeconds(3_601));
    assertThat(tokens().contains("a")).isFalse();
  }

  @Test
  void aFileThatCannotBeReadStopsTheStart() throws Exception {
    Files.createDirectories(folder.resolve("tokens/revoked.txt"));
    assertThatThrownBy(this::tokens).isInstanceOf(UncheckedIOException.class);
  }
}
