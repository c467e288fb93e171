package io.rivulet.audit.judge;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.visible.VisibilityRules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The model and the pipeline's own classes agree; and where a rule of the pipeline is broken, the
/// judge finds it. System property `rivulet.histories` has as many histories played as one likes.
final class PlantedBugTest {
  private static final int HISTORIES = Integer.getInteger("rivulet.histories", 60);
  private static final int EVENTS = 400;

  @Test
  void modelAndPipelineAgree() {
    assertThat(findings(null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBugInARuleIsFound(Rule rule) {
    assertThat(findings(rule)).isNotEmpty();
  }

  /// The differences of the first history that shows any.
  private static List<Difference> findings(@Nullable Rule broken) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed + " of " + broken);
    Random random = new Random(seed);
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < HISTORIES && differences.isEmpty(); i++) {
      ReferenceModel model = new ReferenceModel();
      Pipeline pipeline = new Pipeline();
      History history =
          new History(
              (at, event) -> {
                model.apply(at, event);
                pipeline.apply(event);
              });
      new RandomHistory(random, history, model).steps(EVENTS);
      for (long viewer = 1; viewer <= RandomHistory.ACCOUNTS; viewer++) {
        // A leeway would blur the moment at which mutes end here.
        Stretch stretch = new Stretch(model, List.of(viewer), NOW + 5_000, NOW + 5_000);
        differences.addAll(
            Judge.differences(stretch, viewer, pipeline.home(viewer, NOW + 5_000, broken)));
      }
    }
    return differences;
  }
}
