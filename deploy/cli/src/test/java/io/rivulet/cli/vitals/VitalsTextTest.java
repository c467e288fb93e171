package io.rivulet.cli.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.vitals.Ages;
import io.rivulet.vitals.Authors;
import io.rivulet.vitals.Fault;
import io.rivulet.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VitalsTextTest {
  private static Vitals vitals(Vitals.Worker process, List<Fault> faults) {
    Map<String, Ages> ages = new LinkedHashMap<>();
    ages.put("small", new Ages(new TreeMap<>(Map.of(0.1, 4.0, Double.POSITIVE_INFINITY, 8.0))));
    ages.put("large", new Ages(new TreeMap<>()));
    Map<String, Vitals.Keyspace> keyspaces = new LinkedHashMap<>();
    keyspaces.put("post", new Vitals.Keyspace(300, 6));
    keyspaces.put("home", new Vitals.Keyspace(100, 5));
    return new Vitals(
        List.of(process),
        new Vitals.Flow(1, 1_000_000, 0, 0, 0),
        new Vitals.Delivery(0, ages),
        Map.of("feed.posts.v1", new TreeMap<>(Map.of(0, 3.0, 10, 5.0))),
        new Vitals.Memory(950, 0, keyspaces),
        new Authors(
            200,
            List.of(
                new Authors.Author(7, 100),
                new Authors.Author(8, 50),
                new Authors.Author(9, 5),
                new Authors.Author(10, 4))),
        faults);
  }

  @Test
  void aTerminalShowsBars() {
    assertThat(VitalsText.of(vitals(new Vitals.Worker("one", true, 4, 8, 0), List.of())))
        .contains(
            "All is well.",
            "Oldest post not delivered   0.0 s",
            "  up to 100      half within 100 ms, 99 % within 100 ms",
            "  more           nothing was delivered",
            "  feed.posts.v1          ▅█  8 records",
            "  one            up, 4 tasks, 8 records behind",
            "Redis   950 B used, without a limit; some 5 home timelines",
            "  post             ████████████████████████     300 B in 6 keys",
            "  home             ████████                     100 B in 5 keys")
        .anyMatch(line -> line.contains("1,000,000 deliveries"));
  }

  @Test
  void theThreeWhosePostsCostMostAreTold() {
    assertThat(VitalsText.of(vitals(new Vitals.Worker("one", true, 4, 8, 0), List.of())))
        .containsSequence(
            "Authors whose posts cost most, in the last minutes",
            "  7                     50 % of all deliveries",
            "  8                     25 % of all deliveries",
            "  9                      3 % of all deliveries")
        .noneMatch(line -> line.startsWith("  10 "));
  }

  @Test
  void whatIsWrongComesFirst() {
    assertThat(
            VitalsText.of(
                vitals(
                    new Vitals.Worker("two", false, 0, 0, 0),
                    List.of(new Fault("InstanceDown", "two", "two does not answer")))))
        .startsWith("To look at: 1", "  ! two does not answer")
        .contains("  two            down");
  }

  @Test
  void barsAndBytesAreToldByTheGreatest() {
    assertThat(VitalsText.bars(List.of())).isEmpty();
    assertThat(VitalsText.bars(List.of(0.0, 0.0))).isEqualTo("▁▁");
    assertThat(VitalsText.bars(List.of(0.0, 1.0, 100.0))).isEqualTo("▁▁█");
    assertThat(Bytes.text(999)).isEqualTo("999 B");
    assertThat(Bytes.text(1.25e9)).isEqualTo("1.3 GB");
  }
}
