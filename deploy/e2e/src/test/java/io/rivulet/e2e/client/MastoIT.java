package io.rivulet.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.SignIn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// masto, the library that Elk and Phanpy are made with. What it does and what is checked stands in
/// the scripts of `clients`, which fail with a code other than 0.
class MastoIT {
  private static NodeProject node;
  private static RunningSystem system;

  @BeforeAll
  static void start() throws IOException {
    node = NodeProject.install();
    system = RunningSystem.shared();
  }

  @Test
  void signsItsUserInByACodeWithAProofKey() {
    system.account("masto_signed");
    ClientRun run =
        node.run("sign-in", Map.of("FEED_URL", system.instance.address(), "NAME", "masto_signed"));
    String authorize = run.read(Pattern.compile("^open: (.+)"));
    run.type(new SignIn(system).code(authorize, "masto_signed"));
    assertThat(run.end()).contains("checked: a code is good for one token");
  }

  @Test
  void pagesThroughTwoHundredPostsBothWaysWhileMoreArriveAndDeletesAndUnfollows() {
    assertThat(act("paging")).contains("checked: who follows no longer sees none of it");
  }

  @Test
  void hearsWhatArrivesOverAWebSocketAndAsServerSentEvents() {
    assertThat(act("streaming")).contains("checked: the end");
  }

  @Test
  void boostsOnceAndTakesItBack() {
    assertThat(act("boost")).contains("checked: what is no longer boosted");
  }

  @Test
  void favouritesBookmarksAndSeesWhatIsCounted() {
    assertThat(act("marks")).contains("checked: what is taken back is no longer counted");
  }

  @Test
  void isNotifiedInAListAndAsItHappens() {
    assertThat(act("notifications")).contains("checked: by type, page by page, and cleared");
  }

  @Test
  void seesAConversationFromItsMiddle() {
    assertThat(act("thread")).contains("checked: what came before and after");
  }

  @Test
  void findsAccountsStatusesAndTags() {
    assertThat(act("search")).contains("checked: a tag by its beginning");
  }

  /// Runs a script with two accounts of its own, an author and a reader.
  private static String act(String script) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FEED_URL", system.instance.address());
    for (String role : List.of("AUTHOR", "READER")) {
      String name = "masto_" + script + "_" + role.toLowerCase(Locale.ROOT);
      environment.put("TOKEN_" + role, system.account(name));
      environment.put("ID_" + role, system.id(name));
      environment.put("NAME_" + role, name);
    }
    return node.run(script, environment).end();
  }
}
