package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.local.load.LoadReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A run without a load is not right, nor one with a load that is refused.
final class LoadVerdictTest {
  private static final long PLANNED = 2_000;

  @Test
  void aLoadThatStallsForAWhileIsOne() {
    assertThat(verdict(0, load(900, 110, 10)).problems(false)).isEmpty();
    assertThat(verdict(0, load(600, 0, 0), load(400, 0, 0)).problems(true)).isEmpty();
  }

  @Test
  void aLoadThatBreaksOffAtOnceIsNone() {
    assertThat(verdict(1).problems(false))
        .containsExactly(
            "0 acts of 2000 planned ones were made, 1 loads broke off: that was no load");
    assertThat(verdict(1).facts()).containsExactly("no load got through");
    assertThat(verdict(0, load(998, 1, 0)).problems(false)).hasSize(1);
  }

  @Test
  void ofAHundredActsOneMayFail() {
    assertThat(verdict(0, load(1_980, 0, 20)).problems(false)).isEmpty();
    assertThat(verdict(0, load(1_979, 0, 21)).problems(false))
        .containsExactly("21 acts of 2000 failed for good");
  }

  @Test
  void inAnUpgradeNoneMayFailAndNoLoadMayBreakOff() {
    assertThat(verdict(0, load(1_999, 0, 1)).problems(true)).hasSize(1);
    assertThat(verdict(1, load(2_000, 0, 0)).problems(true)).hasSize(1);
  }

  @Test
  void whatIsRefusedForNoReasonIsFoundUnderFaultsToo() {
    LoadReport refused = refused("read: HTTP 404 Record not found", 2);
    assertThat(verdict(0, load(1_990, 0, 0), refused).problems(false))
        .containsExactly("2 times refused what had to be done: read: HTTP 404 Record not found");
    assertThat(verdict(0, load(1_990, 0, 0), refused).problems(true)).hasSize(1);
    assertThat(
            verdict(
                    0,
                    load(1_990, 0, 0),
                    refused("post: HTTP 401 The access token is invalid", 1),
                    refused("submission: unknown-author", 1))
                .problems(false))
        .hasSize(2);
  }

  @Test
  void whoNamesWhatIsGoneMayBeRefused() {
    LoadReport refused = refused("boost: HTTP 404 Record not found", 3);
    assertThat(verdict(0, load(1_990, 10, 0), refused).problems(true)).isEmpty();
  }

  private static LoadReport refused(String what, long count) {
    return new LoadReport(1, Map.of(), Map.of(what, count), Map.of(), Map.of());
  }

  private static LoadVerdict verdict(int breaks, LoadReport... loads) {
    return new LoadVerdict(List.of(loads), breaks, PLANNED);
  }

  private static LoadReport load(long done, long refused, long failed) {
    return new LoadReport(
        1,
        Map.of("post", done),
        Map.of("submission: blocked", refused),
        Map.of("post: HTTP 503", failed),
        Map.of());
  }
}
