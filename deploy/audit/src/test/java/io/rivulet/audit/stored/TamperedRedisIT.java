package io.rivulet.audit.stored;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.judge.Stretch;
import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.Relations;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.PackedIds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is tampered with in Redis is found.
final class TamperedRedisIT {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CLEO = 3;
  private static final long DAN = 4;
  private static final int HEADER = 32;
  private static final int FLOOR = 24;

  private static StoredTimelines timelines;
  private static StoredAccounts stored;

  private final ReferenceModel model = new ReferenceModel();
  private final History history = new History(model::apply);

  @BeforeAll
  static void connect() {
    timelines = new StoredTimelines();
    stored = new StoredAccounts(RedisSettings.of(TestServers.redis()));
  }

  @AfterAll
  static void disconnect() {
    stored.close();
    timelines.close();
  }

  @BeforeEach
  void bobsTimelineIsThere() {
    timelines.empty();
    history.follow(BOB, ANN, CLEO).post(10, ANN).post(11, CLEO).post(12, BOB);
    history.block(BOB, 6).block(7, BOB).mute(BOB, 8, null).mute(BOB, 9, NOW - 5_000);
    history.request(BOB, 20, false).request(21, BOB, null).follow(BOB, DAN, false);
    history.bell(BOB, CLEO, true);
    timelines.write(model, BOB, NOW, 0);
    history.post(13, ANN).post(14, CLEO);
    timelines.deliver(BOB, 13);
    timelines.deliver(BOB, 14);
  }

  @Test
  void whatTheScriptsWroteHasNoFlaw() {
    assertThat(flaws()).isEmpty();
  }

  @Test
  void anEntryThatWasRemovedIsFound() {
    ids(10, 11, 12, 14);
    assertThat(flaws()).containsExactly("home: lacks 13");
  }

  @Test
  void aMutedAuthorsEntryIsMissedTooForTheMuteMayEnd() {
    history.mute(BOB, CLEO, null);
    timelines.write(model, BOB, NOW, 0);
    ids(10, 12, 13, 14);
    assertThat(flaws()).containsExactly("home: lacks 11");
  }

  @Test
  void anEntryThatIsThereTwiceIsFound() {
    ids(10, 11, 11, 12, 13, 14);
    assertThat(flaws()).containsExactly("home: 11 is there twice");
  }

  @Test
  void entriesThatWereSwappedAreFound() {
    ids(10, 12, 11, 13, 14);
    assertThat(flaws()).containsExactly("home: 11 comes after 12");
  }

  @Test
  void anEntryBelowTheFloorIsFound() {
    floor(11);
    assertThat(flaws()).containsExactly("home: 10 is below the floor, 11");
  }

  @Test
  void aFloorThatIsTooLowIsFound() {
    timelines.write(model, BOB, NOW, 11);
    assertThat(flaws()).isEmpty();
    floor(9);
    assertThat(flaws()).containsExactly("home: lacks 2 entries, the newest 11");
  }

  @Test
  void aHeaderThatClaimsToBeCompleteIsFound() {
    byte[] building = new byte[HEADER];
    System.arraycopy(home(), 0, building, 0, HEADER);
    Arrays.fill(building, 2, 8, (byte) 0);
    building[1] = 'b';
    timelines.set(Keyspace.home(BOB), building);
    assertThat(flaws()).isEmpty();
    building[1] = 'c';
    timelines.set(Keyspace.home(BOB), building);
    assertThat(flaws())
        .containsExactly(
            "home: complete, but no rebuild has completed it",
            "home: lacks 5 entries, the newest 14");
  }

  @Test
  void aHeaderThatMakesNoSenseIsFound() {
    timelines.set(Keyspace.home(BOB), new byte[] {1, 'c', 0});
    assertThat(flaws()).containsExactly("home: no home timeline");
  }

  @Test
  void aTimelineOfAnotherGenerationIsVoidWhateverIsInIt() {
    ids();
    byte[] value = home();
    ByteBuffer.wrap(value).putLong(8, 1);
    timelines.set(Keyspace.home(BOB), value);
    assertThat(flaws()).isEmpty();
  }

  @Test
  void entriesOfPulledAuthorsNeedNotBeThere() {
    ids(10, 12, 13);
    assertThat(flaws()).containsExactly("home: lacks 2 entries, the newest 14");
    sections(1, CLEO);
    assertThat(flaws()).isEmpty();
  }

  @Test
  void eachKindOfRelationThatWasRemovedIsFound() {
    byte[] whole = timelines.get(Keyspace.relations(BOB));
    for (var lost :
        List.of(
            new Lost(0, "following lacks 1"),
            new Lost(2, "hiding boosts lacks 4"),
            new Lost(3, "requested lacks 20"),
            new Lost(4, "blocking lacks 6"),
            new Lost(7, "blocked by lacks 7"),
            new Lost(8, "requested by lacks 21"),
            new Lost(10, "notified lacks 3"))) {
      sections(lost.section());
      assertThat(flaws()).contains("relations: " + lost.text());
      timelines.set(Keyspace.relations(BOB), whole);
    }
  }

  private record Lost(int section, String text) {}

  @Test
  void aMuteThatWasRemovedOrEndsAtAnotherTimeIsFound() {
    sections(6, NOW + 90_000, NOW - 5_000);
    assertThat(flaws())
        .containsExactlyInAnyOrder(
            "relations: muting lacks 8=" + Long.MAX_VALUE,
            "relations: muting has 8=" + (NOW + 90_000) + " and must not");
  }

  @Test
  void anEndedMuteMayBeThereOrNot() {
    sections(5, 8);
    assertThat(flaws()).containsExactly("relations: no relations are in it");
    sections(6, Long.MAX_VALUE);
    assertThat(flaws()).isEmpty();
  }

  @Test
  void aRelationThatIsTooMuchIsFound() {
    sections(4, 6, 66);
    assertThat(flaws()).containsExactly("relations: blocking has 66 and must not");
  }

  @Test
  void valuesThatAreGoneAreFound() {
    timelines.remove(Keyspace.relations(BOB));
    timelines.remove(Keyspace.author(BOB));
    timelines.remove(Keyspace.state(Shards.of(BOB)));
    assertThat(flaws()).containsExactly("relations: absent", "author: absent", "state: absent");
  }

  @Test
  void anAuthorTimelineThatLacksOrInventsAnEntryIsFound() {
    byte[] author = timelines.get(Keyspace.author(BOB));
    ByteBuffer.wrap(author).putLong(author.length - Long.BYTES, 13);
    timelines.set(Keyspace.author(BOB), author);
    assertThat(flaws())
        .containsExactly("author: lacks 12", "author: has 13, which the account never published");
  }

  private List<String> flaws() {
    StoredAccount found = stored.read(BOB);
    return Inspection.flaws(model, new Stretch(model, List.of(BOB), NOW, NOW), found).stream()
        .map(flaw -> flaw.value() + ": " + flaw.text())
        .toList();
  }

  private static byte[] home() {
    return timelines.get(Keyspace.home(BOB));
  }

  private static void ids(long... ids) {
    byte[] value = Arrays.copyOf(home(), HEADER + ids.length * Long.BYTES);
    byte[] packed = PackedIds.pack(ids);
    System.arraycopy(packed, 0, value, HEADER, packed.length);
    timelines.set(Keyspace.home(BOB), value);
  }

  private static void floor(long floor) {
    byte[] value = home();
    ByteBuffer.wrap(value).putLong(FLOOR, floor);
    timelines.set(Keyspace.home(BOB), value);
  }

  /// Puts other numbers into one section of bob's relations.
  private static void sections(int section, long... numbers) {
    byte[] value = timelines.get(Keyspace.relations(BOB));
    ByteBuffer old = ByteBuffer.wrap(value);
    int at = 60; // bob wants to be notified, so it has all eleven sections
    for (int i = 0; i < section; i++) {
      at += old.getInt(16 + i * Integer.BYTES) * Long.BYTES;
    }
    int end = at + old.getInt(16 + section * Integer.BYTES) * Long.BYTES;
    ByteBuffer changed =
        ByteBuffer.allocate(value.length - (end - at) + numbers.length * Long.BYTES)
            .put(value, 0, at)
            .put(PackedIds.pack(numbers))
            .put(value, end, value.length - end)
            .putInt(16 + section * Integer.BYTES, numbers.length);
    timelines.set(Keyspace.relations(BOB), changed.array());
  }

  @Test
  void theDecoderHereAgreesWithThatOfTheReader() {
    byte[] value = timelines.get(Keyspace.relations(BOB));
    Relations theirs = Objects.requireNonNull(Relations.decode(value));
    StoredRelations ours = Objects.requireNonNull(StoredRelations.of(value));
    assertThat(ours.pulled()).isEmpty();
    assertThat(ours.sections().getFirst())
        .containsExactlyElementsOf(Arrays.stream(theirs.following()).boxed().toList());
  }
}
