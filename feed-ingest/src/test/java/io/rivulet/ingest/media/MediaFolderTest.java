package io.rivulet.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.media.MediaFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFolderTest {
  private static final MediaEntry ENTRY =
      new MediaEntry(7, 1, "secret", MediaFormat.PNG, 2, 3, "A lake", List.of(0.5, -1.0));

  @TempDir private Path path;
  private MediaFolder folder = MediaFolder.open(Path.of("target", "unused"));

  @BeforeEach
  void open() throws IOException {
    folder = MediaFolder.open(path);
    add(ENTRY);
  }

  private void add(MediaEntry entry) throws IOException {
    folder.add(entry, Files.writeString(folder.arriving().resolve("x"), "picture"));
  }

  private static Instant later() {
    return Instant.now().plusSeconds(60);
  }

  private List<Path> all() {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasAddedIsFound() throws IOException {
    assertThat(folder.find(7)).hasValue(ENTRY);
    assertThat(folder.find(8)).isEmpty();
    assertThat(folder.files().resolve("7-secret.png")).hasContent("picture");
    folder.write(ENTRY.described("A river"));
    assertThat(folder.find(7).map(MediaEntry::description)).hasValue("A river");
  }

  @Test
  void whatNothingShowsIsDeletedAfterSomeTime() throws IOException {
    assertThat(folder.sweep(Instant.now().minusSeconds(60))).isZero();
    assertThat(folder.find(7)).isPresent();
    assertThat(folder.sweep(later())).isEqualTo(1);
    assertThat(folder.find(7)).isEmpty();
    assertThat(all()).isEmpty();
  }

  @Test
  void whatAPostShowsStays() throws IOException {
    assertThat(folder.use(7, "100")).isTrue();
    assertThat(folder.use(7, "100")).isTrue();
    assertThat(folder.use(7, "101")).isTrue();
    folder.release(7, "100");
    assertThat(folder.sweep(later())).isZero();
    folder.release(7, "101");
    assertThat(folder.sweep(later())).isEqualTo(1);
    assertThat(folder.use(7, "102")).isFalse();
  }

  @Test
  void whatIsFreeOnlyNowIsKeptForSomeTime() throws IOException {
    Instant before = Instant.now().minusSeconds(1);
    folder.use(7, "100");
    folder.release(7, "100");
    Files.setLastModifiedTime(
        folder.files().resolve("7-secret.png"),
        java.nio.file.attribute.FileTime.from(before.minusSeconds(3_600)));
    assertThat(folder.sweep(before)).isZero();
  }

  @Test
  void whatACrashLeftIsDeleted() throws IOException {
    Files.writeString(folder.arriving().resolve("half"), "half");
    Files.writeString(folder.files().resolve("9-secret.png"), "without an entry");
    folder.use(7, "100");
    folder.sweep(later());
    assertThat(all()).allMatch(file -> file.toString().contains("7"));
    assertThat(folder.find(7)).isPresent();
  }
}
