package io.rivulet.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.faults.system.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final List<FaultKind> ALL = List.of(FaultKind.values());

  /// Everything is there, under names of its own.
  private static final Stage STAGE =
      new Stage() {
        @Override
        public List<String> parts(Role role) {
          return List.of(role.title() + "-1", role.title() + "-2");
        }

        @Override
        public List<String> nodes(boolean primary) {
          return primary ? List.of("redis-1", "redis-2") : List.of("redis-3", "redis-4");
        }

        @Override
        public List<String> hosts() {
          return List.of("a", "b");
        }

        @Override
        public List<String> hosts(Role role) {
          return List.of(role.title() + "-host-1", role.title() + "-host-2");
        }

        @Override
        public List<String> withDisk(Role role) {
          return List.of(role.title() + "-2");
        }
      };

  @Test
  void theSameSeedMakesTheSameFaults() {
    assertThat(faults(7, 60)).isEqualTo(faults(7, 60)).isNotEqualTo(faults(8, 60));
  }

  @Test
  void everyKindComesOnceBeforeOneComesAgain() {
    var schedule = new Schedule(List.of(FaultKind.KILL_READER, FaultKind.STOP_BROKER), STAGE, 3);
    for (int round = 0; round < 20; round++) {
      assertThat(List.of(schedule.next().kind(), schedule.next().kind()))
          .containsExactlyInAnyOrder(FaultKind.KILL_READER, FaultKind.STOP_BROKER);
    }
  }

  @Test
  void everyKindHasATitleByWhichItIsFound() {
    var titles = new HashSet<String>();
    for (FaultKind kind : ALL) {
      assertThat(FaultKind.named(kind.title())).contains(kind);
      titles.add(kind.title());
    }
    assertThat(titles).hasSize(ALL.size());
    assertThat(FaultKind.named("earthquake")).isEmpty();
  }

  @Test
  void kindsOfOneRoleAreDrawnOfThatRoleAlone() {
    var schedule = new Schedule(List.of(FaultKind.CUT_OFF_REDIS, FaultKind.CLOCK_WORKER), STAGE, 3);
    for (int i = 0; i < 40; i++) {
      String whom =
          switch (schedule.next().fault()) {
            case Fault.CutOff cut -> cut.host();
            case Fault.ClockOff off -> off.part();
            case Fault other -> other.toString();
          };
      assertThat(whom).containsAnyOf(Role.REDIS.title() + "-host-", Role.WORKER.title() + "-");
    }
  }

  private static List<Fault> faults(long seed, int number) {
    var schedule = new Schedule(ALL, STAGE, seed);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      faults.add(schedule.next().fault());
    }
    return faults;
  }
}
