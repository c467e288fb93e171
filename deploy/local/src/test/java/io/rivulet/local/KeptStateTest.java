package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptStateTest {
  private static final Instant LEFT = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void whatIsYoungIsKept() throws IOException {
    Path state = state();
    assertThat(KeptState.forgetIfOld(state, LEFT.plus(StateFolder.MOST_AWAY).minusSeconds(1)))
        .isFalse();
    assertThat(state.resolve("0_1/.checkpoint")).exists();
  }

  @Test
  void whatMayHaveMissedADeleteGoes() throws IOException {
    Path state = state();
    assertThat(KeptState.forgetIfOld(state, LEFT.plus(StateFolder.MOST_AWAY))).isTrue();
    assertThat(state).doesNotExist();
  }

  @Test
  void theYoungestFileCounts() throws IOException {
    Path state = state();
    Path younger = Files.createFile(state.resolve("0_1/000017.sst"));
    Files.setLastModifiedTime(younger, FileTime.from(LEFT.plus(Duration.ofHours(1))));
    assertThat(KeptState.forgetIfOld(state, LEFT.plus(StateFolder.MOST_AWAY))).isFalse();
  }

  @Test
  void whereNothingIsNothingIsForgotten() {
    assertThat(KeptState.forgetIfOld(folder.resolve("state"), LEFT)).isFalse();
  }

  private Path state() throws IOException {
    Path state = folder.resolve("state");
    Path checkpoint = Files.createDirectories(state.resolve("0_1")).resolve(".checkpoint");
    Files.setLastModifiedTime(Files.createFile(checkpoint), FileTime.from(LEFT));
    return state;
  }
}
