package io.rivulet.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorSecretTest {
  @TempDir Path folder;

  @Test
  void onlyTheWholeSecretOpens() throws Exception {
    DoorSecret secret = DoorSecret.in(written("0123456789abcdef\n"));
    assertThat(secret.isIn("Bearer 0123456789abcdef")).isTrue();
    assertThat(secret.isIn("Bearer 0123456789abcde")).isFalse();
    assertThat(secret.isIn("0123456789abcdef")).isFalse();
    assertThat(secret.isIn(null)).isFalse();
    assertThat(secret).asString().doesNotContain("0123");
  }

  @Test
  void aSecretThatIsNoneIsRefusedWithoutTellingIt() throws Exception {
    Path tooShort = written("hunter2");
    assertThatThrownBy(() -> DoorSecret.in(tooShort))
        .hasMessageContaining("at least 16")
        .hasMessageContaining(tooShort.toString())
        .message()
        .doesNotContain("hunter2");
    Path lines = written("0123456789\nabcdefghij");
    assertThatThrownBy(() -> DoorSecret.in(lines)).hasMessageContaining("one word");
  }

  private Path written(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "secret", ""), text);
  }
}
