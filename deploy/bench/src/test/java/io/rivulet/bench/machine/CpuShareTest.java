package io.rivulet.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class CpuShareTest {
  private static final double SHARE = 0.2;

  @Test
  void aBusyProcessGetsItsShareAndNoMore() throws Exception {
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try (var _ = holdOrSkip(busy.pid())) {
      double before = Usage.cpuSeconds(busy.pid());
      assertThat(busy.waitFor(2, TimeUnit.SECONDS)).isFalse();
      assertThat((Usage.cpuSeconds(busy.pid()) - before) / 2).isLessThan(SHARE * 1.5);
    } finally {
      end(busy);
    }
  }

  private static CpuShare holdOrSkip(long pid) {
    try {
      return CpuShare.hold(pid, SHARE);
    } catch (LocalException e) {
      Assumptions.abort(e.getMessage());
      throw e;
    }
  }

  private static void end(Process busy) throws IOException, InterruptedException {
    busy.destroyForcibly().waitFor();
  }
}
