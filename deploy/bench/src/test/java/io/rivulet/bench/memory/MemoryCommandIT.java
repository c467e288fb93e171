package io.rivulet.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MemoryCommandIT {
  @Test
  void everyPartOfRedisStoresAndKafkaIsMeasured(@TempDir Path folder) throws IOException {
    StringWriter said = new StringWriter();
    int exit =
        new CommandLine(new MemoryCommand())
            .setOut(new PrintWriter(said))
            .execute(
                "--timelines",
                "60",
                "--accounts",
                "400",
                "--followers",
                "20",
                "--out",
                folder.toString());
    assertThat(exit).isZero();
    assertThat(said.toString())
        .contains("home timelines")
        .contains("followers (plan), seeded")
        .contains("following (deliver), years")
        .contains("bytes a delivery in Kafka");
    assertThat(Files.readString(folder.resolve("memory.json"))).contains("\"lz4\"");
  }

  @Test
  void whatIsOutOfBoundsIsRefused() {
    MemoryCommand command = new MemoryCommand();
    new CommandLine(command).parseArgs("--accounts", "100", "--timelines", "0");
    assertThatThrownBy(command::run)
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("accounts must be 200 to 1000000, but is 100");
  }
}
