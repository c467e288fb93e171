package io.rivulet.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  @TempDir private Path folder;

  @Test
  void withoutARunWhatWasRecordedCounts() {
    Calibration read = Calibrations.read(folder);
    assertThat(read.full()).isEqualTo(Calibration.RECORDED_FULL);
    assertThat(read.memory()).isEqualTo(Calibration.RECORDED_MEMORY);
    assertThat(read.sources()).hasSize(5).filteredOn(source -> source.contains("(no ")).hasSize(4);
  }

  @Test
  void theLastRunOnThisMachineCountsMore() throws IOException {
    Files.writeString(
        folder.resolve("fanout.json"),
        """
        {"machine": {"processor": "Some Core"},
         "settings": {"partitions": "8", "graph": "power law, 1,000 accounts, 40,000 follows, seed 1"},
         "rows": [
          {"mode": "steady", "deliveriesASecond": {"median": 100000}, "entriesAVisit": 1.5,
           "timelinesACall": 60, "redisMicros": 4, "kafkaMicros": 1, "workerMicros": 5},
          {"load": "50 %", "postsASecond": 500, "redisMicros": 5, "kafkaMicros": 2, "workerMicros": 7}]}
        """);
    Calibration read = Calibrations.read(folder);
    assertThat(read.full()).isEqualTo(new Calibration.Delivery(100_000, 1.5, 60, 4, 1, 5, 8, 40));
    assertThat(read.half()).isEqualTo(new Calibration.Half(500, 5, 2, 7));
    assertThat(read.sources().getFirst()).contains("last `bench fanout`", "Some Core");
  }

  @Test
  void aRunThatIsOfNoUseIsSaidToBe() throws IOException {
    Files.writeString(folder.resolve("fanout.json"), "{\"rows\": []}");
    Files.writeString(folder.resolve("read.json"), "no JSON");
    Calibration read = Calibrations.read(folder);
    assertThat(read.full()).isEqualTo(Calibration.RECORDED_FULL);
    assertThat(read.sources().get(0)).contains("is of no use: no row of steady");
    assertThat(read.sources().get(4)).contains("is of no use");
  }

  /// The figures that stand in the code are those that stand in RESULTS.md.
  @Test
  void whatIsRecordedStandsInResults() throws IOException {
    String results = Files.readString(Path.of("..", "bench", "RESULTS.md"));
    assertThat(results)
        .contains(
            "| steady | 251,253 (226,832–251,558) | 1.66 | 2.97, 0.63, 3.69 | 6.18 |",
            "| 50 % | 1,244 | 35.4 (33.8–38.1) | 102 (94–219) | 5.2, 2.6, 5.4 |",
            "118,981 (117,902–120,860), 7.08 |",
            "289,263 (286,570–291,248), 3.44",
            "| home timelines, steady state | 8,316 |",
            "| account with an empty author timeline | 1,014 | |",
            "| a post's body | 848 | |",
            "6.71 | 11.32 | **18.0**",
            "35 bytes an account and 30 a post",
            "| 124 | 21 | 4.2 |",
            "8.9, 15.0, 18.2",
            "7.1, 12.3, 15.1");
  }

  /// Sizes that the encoding gives are those that were measured: a home timeline to 2 %, and the
  /// relations of who follows 100 to 10 %.
  @Test
  void encodingsComeToWhatWasMeasured() {
    assertThat(Stored.home(CapacityPlan.HOME_KEY, 800)).isCloseTo(8_316, within(8_316 * 0.02));
    assertThat(Stored.relations(100)).isCloseTo(1_013, within(101.0));
  }

  @Test
  void whatRecordsAndCallsCostComesFromPairsOfRuns() {
    assertThat(Calibration.RECORDED.records().worker()).isCloseTo(78, within(1.0));
    assertThat(Calibration.RECORDED.records().kafka()).isCloseTo(68, within(1.0));
    assertThat(Calibration.RECORDED.calls().redis()).isCloseTo(3.68, within(0.01));
  }
}
