package io.rivulet.e2e.history;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Histories that failed once, made small.
class FoundHistoriesIT {
  private static Player player;

  @BeforeAll
  static void begin() {
    player = new Player(2);
  }

  @AfterAll
  static void end() {
    player.close();
  }

  private static void play(String history) {
    var _ = player.play(History.parse(history));
  }

  /// Both records of a submitted unblock lay in one partition, and the second one counted as a
  /// replay of the first.
  @Test
  void theSecondRecordOfASubmissionIsNoReplayOfTheFirst() {
    play(
        """
        setting accounts=5 threshold=3
        relate viewer=2 target=3
        relate deed=block viewer=2 target=4 submitted=true
        publish post=220 author=3 visibility=direct mentions=4,2 submitted=true
        relate deed=unblock viewer=2 target=4 submitted=true
        """);
  }
}
