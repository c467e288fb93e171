package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final int KINDS = 8;
  private static final int CASES = 800;

  @Test
  void casesSideBySideAreOfAllKinds() {
    Findings findings = new Findings(Door.HEADERS, 1);
    int[] drawn = new int[KINDS];
    for (int number = 0; number < CASES; number++) {
      drawn[new Random(findings.seed(number)).nextInt(KINDS)]++;
    }
    for (int often : drawn) {
      assertThat(often).isBetween(CASES / KINDS / 2, CASES / KINDS * 2);
    }
  }
}
