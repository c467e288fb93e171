package io.rivulet.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JmhCommandTest {
  @Test
  void theInnerLoopsAreThere() throws IOException {
    try (InputStream list = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
      assertThat(new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8))
          .contains(
              "io.rivulet.fanout.plan.PlanBenchmark",
              "io.rivulet.fanout.plan.ChunkBenchmark",
              "io.rivulet.fanout.delivery.DeliveryBenchmark",
              "io.rivulet.reader.merge.MergeBenchmark",
              "io.rivulet.reader.hydrate.PageBenchmark");
    }
  }

  @Test
  void aPatternThatIsNoneAndBoundsAreToldInALine() {
    refused("No regular expression", "(");
    refused("forks must be 1 to 10, but is 0", "--forks", "0");
  }

  private static void refused(String message, String... arguments) {
    JmhCommand command = new JmhCommand();
    new CommandLine(command).parseArgs(arguments);
    assertThatThrownBy(command::run)
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(message);
  }
}
