package io.rivulet.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Profile;
import io.rivulet.event.Samples;
import io.rivulet.event.Visibility;
import io.rivulet.post.WebAddresses;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountBodyTest {

  private final AccountRenderer renderer =
      new AccountRenderer(new WebAddresses(URI.create("https://feed.example")));

  private JsonNode render(AccountUpdated account) throws JsonProcessingException {
    AccountBody body = AccountBody.decode(AccountBody.of(account, 3, renderer).bytes());
    String fragment = new String(body.bytes(), body.fragmentOffset(), body.fragmentLength(), UTF_8);
    return new ObjectMapper().readTree("{" + fragment + "}");
  }

  @Test
  void everyMemberButCountsIsThere() throws JsonProcessingException {
    List<String> members =
        render(Samples.account()).properties().stream().map(Map.Entry::getKey).toList();
    assertThat(members)
        .containsExactlyInAnyOrder(
            "id",
            "username",
            "acct",
            "display_name",
            "locked",
            "bot",
            "group",
            "discoverable",
            "indexable",
            "created_at",
            "note",
            "url",
            "uri",
            "avatar",
            "avatar_static",
            "header",
            "header_static",
            "hide_collections",
            "emojis",
            "fields",
            "roles");
  }

  @Test
  void notesAndFieldsAreHtmlAndNamesArePlain() throws JsonProcessingException {
    JsonNode account = render(Samples.account());
    assertThat(account.get("display_name").textValue()).isEqualTo("Ann <3");
    assertThat(account.get("note").textValue())
        .startsWith("<p>I post &amp; read.<br /><a href=\"https://ann.example\"");
    assertThat(account.get("fields").get(0).get("name").textValue()).isEqualTo("Web");
    assertThat(account.get("fields").get(0).get("value").textValue()).contains("<a href=");
    assertThat(account.get("fields").get(0).get("verified_at").isNull()).isTrue();
    assertThat(account.get("bot").booleanValue()).isTrue();
    assertThat(account.get("url").textValue()).isEqualTo("https://feed.example/@Ann_1");
  }

  @Test
  void picturesAreNeverEmpty() throws JsonProcessingException {
    AccountUpdated plain =
        new AccountUpdated(43, "bob", Profile.EMPTY, Samples.TIME, Samples.TIME, null);
    JsonNode account = render(plain);
    assertThat(account.get("avatar").textValue()).isEqualTo("https://feed.example/avatar/43.svg");
    assertThat(account.get("header_static").textValue())
        .isEqualTo("https://feed.example/header/43.svg");
    assertThat(render(Samples.account()).get("avatar_static").textValue())
        .isEqualTo("https://cdn.example/ann.png");
  }

  @Test
  void theVersionLiesWhereScriptsLookForIt() {
    AccountBody body = AccountBody.of(Samples.account(), 0x0102, renderer);
    assertThat(body.version()).isEqualTo(0x0102);
    assertThat(body.bytes()).startsWith(1, 0, 0, 0, 0, 0, 0, 1, 2, '"');
  }

  @Test
  void whatPostsAreByDefaultIsKeptApartFromWhatEverybodyIsShown() throws JsonProcessingException {
    PostDefaults defaults = new PostDefaults(Visibility.FOLLOWERS, true, "pt-BR");
    Profile profile = new Profile("Bob", "", "", "", List.of(), false, false, defaults);
    AccountUpdated account =
        new AccountUpdated(43, "bob", profile, Samples.TIME, Samples.TIME, null);
    AccountBody body = AccountBody.decode(AccountBody.of(account, 3, renderer).bytes());
    assertThat(body.postDefaults()).isEqualTo(defaults);
    assertThat(body.version()).isEqualTo(3);
    assertThat(render(account).get("display_name").textValue()).isEqualTo("Bob");
    assertThat(render(account).toString()).doesNotContain("pt-BR", "sensitive");
    assertThat(AccountBody.of(Samples.account(), 3, renderer).postDefaults())
        .isEqualTo(PostDefaults.NONE);
  }

  @Test
  void theHigherVersionWins() {
    AccountBody old = AccountBody.of(Samples.account(), 1, renderer);
    AccountBody current = AccountBody.of(Samples.account(), 2, renderer);
    assertThat(AccountBody.newer(old, current)).isSameAs(current);
    assertThat(AccountBody.newer(current, old)).isSameAs(current);
  }

  @Test
  void aCorruptBodyIsNamed() {
    assertThatThrownBy(() -> AccountBody.decode(new byte[9]))
        .isInstanceOf(CorruptAccountException.class)
        .hasMessage("account body: expected more than 9 bytes, found 9");
    assertThatThrownBy(() -> AccountBody.decode(new byte[10]))
        .hasMessage("account body: expected format 1 or 2, found 0");
    assertThatThrownBy(() -> AccountBody.decode(new byte[] {1, -1, 0, 0, 0, 0, 0, 0, 0, 'x'}))
        .hasMessageStartingWith("account body: expected a version of at least 0");
    assertThatThrownBy(
            () -> AccountBody.decode(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 'x'}))
        .hasMessage("account body: expected more than 17 bytes, found 13");
    assertThatThrownBy(
            () -> AccountBody.decode(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 'x'}))
        .isInstanceOf(CorruptAccountException.class)
        .hasMessageContaining("visibility: expected 0 to 3, found 9");
    assertThatThrownBy(
            () -> AccountBody.decode(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, '?', 'x'}))
        .isInstanceOf(CorruptAccountException.class)
        .hasMessageContaining("language");
  }
}
