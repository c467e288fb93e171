package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class StateStoresTest {
  @Test
  void allStoresOfAWorkerShareTheMemoryThatIsSet() {
    Map<String, Object> set = Map.of(StateStores.SETTING, 16);
    try (Options first = options(set);
        Options second = options(set);
        Options unset = options(Map.of())) {
      assertThat(first.writeBufferManager()).isSameAs(second.writeBufferManager());
      assertThat(first.writeBufferManager()).isNotSameAs(unset.writeBufferManager());
    }
  }

  private static Options options(Map<String, Object> configs) {
    Options options = new Options();
    options.setTableFormatConfig(new BlockBasedTableConfig());
    new StateStores().setConfig("store", options, configs);
    return options;
  }
}
