package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplicationInfoTest {
  private static final String ID = "7bf8a31cf5bd7dba60e0c2ac83e5d2b4b2b2a8d1";

  @Test
  void replicasThatReceiveWritesAreCounted() {
    String answer =
        String.join(
            "\r\n",
            "# Replication",
            "role:master",
            "connected_slaves:3",
            "slave0:ip=127.0.0.1,port=6380,state=online,offset=14,lag=0",
            "slave1:ip=127.0.0.1,port=6381,state=wait_bgsave,offset=0,lag=0",
            "slave2:ip=127.0.0.1,port=6382,state=online,offset=14,lag=1",
            "master_replid:" + ID,
            "master_replid2:0000000000000000000000000000000000000000");
    assertThat(ReplicationInfo.parse(answer)).isEqualTo(new ReplicationInfo(ID, 2));
  }

  @Test
  void aReplicaVouchesForNothing() {
    assertThatThrownBy(
            () -> ReplicationInfo.parse("role:slave\r\nslave_repl_offset:7\r\nmaster_replid:" + ID))
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("slave");
    assertThatThrownBy(() -> ReplicationInfo.parse(""))
        .isInstanceOf(RedisUnavailableException.class);
  }
}
