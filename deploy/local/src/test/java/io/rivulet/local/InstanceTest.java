package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceTest {
  @TempDir private Path data;

  @Test
  void aRunIsFoundByItsFolder() throws IOException {
    Instance instance = instance(ProcessHandle.current().pid());
    instance.write(data);
    assertThat(Instance.runningIn(data)).isEqualTo(instance);
    Instance.remove(data);
    assertThatThrownBy(() -> Instance.runningIn(data)).isInstanceOf(LocalException.class);
  }

  @Test
  void whatAKilledRunLeftIsNone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    instance(ended.pid()).write(data);
    assertThatThrownBy(() -> Instance.runningIn(data))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("No Rivulet runs with the data of " + data);
  }

  private static Instance instance(long pid) {
    return new Instance(
        pid,
        "http://127.0.0.1:8080",
        "127.0.0.1:1",
        "redis://127.0.0.1:2",
        Map.of("a", "b"),
        Map.of("a", "c"));
  }
}
