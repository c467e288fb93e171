package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenVerifier;
import io.rivulet.service.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalTokensTest {
  @TempDir private Path data;

  @Test
  void servicesAcceptWhatIsSigned() {
    LocalTokens tokens = LocalTokens.create(data);
    Viewer viewer = verifier().verify(tokens.of(912_345)).viewer();
    assertThat(viewer.account()).isEqualTo(912_345);
    assertThat(viewer.may("write:statuses")).isTrue();
    assertThat(viewer.may("admin")).isFalse();
    assertThat(verifier().verify(tokens.operator()).viewer().may("admin")).isTrue();
  }

  @Test
  void tokensOutliveARestart() {
    String token = LocalTokens.create(data).of(912_345);
    var _ = LocalTokens.create(data);
    assertThat(verifier().verify(token).viewer().account()).isEqualTo(912_345);
  }

  @Test
  void passwordsAreEachAccountsOwnAndOutliveARestart() {
    LocalTokens tokens = LocalTokens.create(data);
    String password = tokens.password(912_345);
    assertThat(password).matches("[a-z2-9]{20}");
    assertThat(tokens.password(912_346)).isNotEqualTo(password);
    assertThat(LocalTokens.existing(data).password(912_345)).isEqualTo(password);
    assertThat(LocalTokens.create(data.resolve("elsewhere")).password(912_345))
        .isNotEqualTo(password);
  }

  @Test
  void thePrivateKeyIsItsOwnersAlone() throws IOException {
    var _ = LocalTokens.create(data);
    Path secret = data.resolve("tokens").resolve("private-key.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(LocalTokens.publicKeys(data)).content().doesNotContain("\"d\"");
  }

  @Test
  void withoutARunThereAreNoKeys() {
    assertThatThrownBy(() -> LocalTokens.existing(data))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("deploy/rivulet up");
    assertThat(data).isEmptyDirectory();
  }

  private TokenVerifier verifier() {
    return TokenVerifier.open(
        new TokenSettings(
            LocalTokens.publicKeys(data), "rivulet", "rivulet", Duration.ofSeconds(5)),
        Clock.systemUTC());
  }
}
