package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftStateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path folder;
  private Path state;
  private Path store;

  @BeforeEach
  void leave() throws IOException {
    state = folder.resolve("feed-fanout");
    store = state.resolve("0_1/rocksdb/authors/000012.sst");
    Files.createDirectories(store.getParent());
    Files.writeString(store, "what there was");
    LeftState.forgetIfOutdated(state, 8, NOW);
  }

  private void leftFor(Duration time) throws IOException {
    Files.setLastModifiedTime(store, FileTime.from(NOW.minus(time)));
  }

  @Test
  void stateOfAsManyPartitionsIsKeptHoweverOldItIs() throws IOException {
    leftFor(Duration.ofDays(3));
    LeftState.forgetIfOutdated(state, 8, NOW);
    assertThat(store).exists();
  }

  @Test
  void stateOfAnotherNumberIsKeptForHalfADayAndNoLonger() throws IOException {
    leftFor(Duration.ofHours(11));
    LeftState.forgetIfOutdated(state, 16, NOW);
    assertThat(store).exists();
    leftFor(Duration.ofHours(13));
    LeftState.forgetIfOutdated(state, 16, NOW);
    assertThat(store).as("it was brought up to date").exists();
    LeftState.forgetIfOutdated(state, 32, NOW);
    assertThat(store).doesNotExist();
    assertThat(state.resolve("partitions")).hasContent("32");
  }

  /// Of a version that did not note it: partitions were not added by then.
  @Test
  void stateThatDoesNotSayIsKept() throws IOException {
    Files.delete(state.resolve("partitions"));
    leftFor(Duration.ofDays(3));
    LeftState.forgetIfOutdated(state, 8, NOW);
    assertThat(store).exists();
    assertThat(state.resolve("partitions")).hasContent("8");
  }

  @Test
  void whereNothingWasLeftItIsNoted() {
    Path fresh = folder.resolve("another");
    LeftState.forgetIfOutdated(fresh, 4, NOW);
    assertThat(fresh.resolve("partitions")).hasContent("4");
  }
}
