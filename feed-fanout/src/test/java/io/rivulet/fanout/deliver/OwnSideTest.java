package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.relations.Relation;
import org.junit.jupiter.api.Test;

class OwnSideTest {
  @Test
  void everySideComesBackAndEndsWhereTheNextBegins() {
    for (int flags = 0; flags < 32; flags++) {
      for (long number : new long[] {0, 1, 1_000_000, Relation.NEVER}) {
        Relation relation =
            new Relation(
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                (flags & 16) != 0,
                (flags & 8) != 0,
                number);
        comesBack(new OwnSide(number, number, 300, relation, flags % 3 == 0));
        comesBack(new OwnSide(5, 0, 0, relation, flags % 3 != 0));
      }
    }
  }

  private static void comesBack(OwnSide side) {
    byte[] encoded = side.encode();
    byte[] among = new byte[encoded.length + 5];
    System.arraycopy(encoded, 0, among, 3, encoded.length);
    assertThat(OwnSide.decode(among, 3)).isEqualTo(side);
    assertThat(OwnSide.end(among, 3)).isEqualTo(3 + encoded.length);
  }

  @Test
  void plainFollowingTakesFiveBytes() {
    assertThat(new OwnSide(1_250_000, 0, 7, Relation.FOLLOWING, false).encode()).hasSize(5);
  }
}
