package io.rivulet.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.e2e.Installed;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.SignIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// toot, a command line of Debian's, which keeps its login in a folder of its own.
class TootIT {
  private static final Pattern POSTED = Pattern.compile("Toot posted: \\S*/(\\d+)");

  /// Within which an index answers to others.
  private static final Duration BOUND = Duration.ofSeconds(2);

  private static Path toot;
  private static RunningSystem system;

  @TempDir private Path configuration;
  private String author = "";
  private String reader = "";
  private String authorToken = "";
  private String readerToken = "";

  @BeforeAll
  static void start() {
    toot = Installed.program("toot", "toot");
    system = RunningSystem.shared();
  }

  /// Every test has an author of its own, and a reader who signs in.
  @BeforeEach
  void signIn(TestInfo test) {
    String name = "toot_" + Integer.toHexString(test.getDisplayName().hashCode());
    author = name + "_author";
    reader = name + "_reader";
    authorToken = system.account(author);
    readerToken = system.account(reader);
    ClientRun login =
        started(
            "login",
            "--disable-https",
            "--instance",
            URI.create(system.instance.address()).getAuthority());
    String authorize = login.read(Pattern.compile("(http\\S+/oauth/authorize\\S*)"));
    login.type("n");
    login.type(new SignIn(system).code(authorize, reader));
    assertThat(login.end()).contains("Successfully logged in");
  }

  @Test
  void signsInAndTellsWhoAndWhere() {
    assertThat(toot("whoami")).contains("@" + reader, system.id(reader));
    assertThat(toot("auth"))
        .contains(reader + "@" + URI.create(system.instance.address()).getAuthority());
    assertThat(toot("instance", "--disable-https")).contains("Rivulet", "4.2.0");
  }

  @Test
  void postsReadsAndDeletes() {
    system.api.post(readerToken, "/api/v1/accounts/" + system.id(author) + "/follow", Map.of());
    String followed = system.api.publish(authorToken, "from somebody followed");
    String own = post("posted by toot", "--visibility", "unlisted");
    String answer = post("and answered", "--reply-to", followed);
    await()
        .untilAsserted(
            () ->
                assertThat(toot("timeline", "--once"))
                    .containsSubsequence(
                        "and answered",
                        answer,
                        "posted by toot",
                        own,
                        "from somebody followed",
                        followed));
    assertThat(toot("delete", own)).contains("Status deleted");
    assertThat(toot("timeline", "--once")).contains(answer).doesNotContain(own);
  }

  @Test
  void boostsAndTakesItBack() {
    String post = system.api.publish(authorToken, "to be boosted");
    assertThat(toot("reblog", post)).contains("Status reblogged");
    assertThat(toot("timeline", "--once")).contains("to be boosted", "Reblogged @" + author);
    assertThat(toot("unreblog", post)).contains("Status unreblogged");
    await()
        .untilAsserted(
            () -> assertThat(toot("timeline", "--once")).doesNotContain("to be boosted"));
  }

  @Test
  void findsWhomToFollowAndLetsGo() {
    String post = system.api.publish(authorToken, "for followers");
    await().untilAsserted(() -> assertThat(toot("search", author)).contains("@" + author));
    assertThat(toot("whois", author)).contains(system.id(author));
    assertThat(toot("follow", author)).contains("You are now following");
    await().untilAsserted(() -> assertThat(toot("timeline", "--once")).contains(post));
    assertThat(toot("following", reader)).contains(author);
    assertThat(toot("unfollow", author)).contains("You are no longer following");
    await().untilAsserted(() -> assertThat(toot("timeline", "--once")).doesNotContain(post));
    assertThat(toot("mute", author)).contains("You have muted");
    assertThat(toot("unmute", author)).contains("no longer muted");
    assertThat(toot("block", author)).contains("You are now blocking");
    assertThat(toot("unblock", author)).contains("no longer blocked");
  }

  @Test
  void findsByBeginningsAndTagsAndTellsFollowers() {
    String id = system.api.publish(authorToken, "for toot #tootable");
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(
                        system
                            .api
                            .get(readerToken, "/api/v2/search?q=tootable")
                            .body()
                            .path("statuses")
                            .valueStream()
                            .map(status -> status.path("id").asText()))
                    .containsExactly(id));
    assertThat(toot("follow", author)).contains("now following");
    assertThat(toot("search", author.replace("author", ""))).contains(author, reader);
    assertThat(toot("search", "#tootab")).contains("#tootable");
    assertThat(toot("timeline", "--public", "--once")).contains("for toot");
    assertThat(toot("timeline", "--tag", "tootable", "--once")).contains("for toot");
    assertThat(toot("thread", id)).contains("for toot");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(toot("followers", author)).contains(reader));
  }

  @Test
  void favouritesAndBookmarks() {
    String post = system.api.publish(authorToken, "to be kept");
    assertThat(toot("favourite", post)).contains("Status favourited");
    assertThat(toot("bookmark", post)).contains("Status bookmarked");
    assertThat(toot("bookmarks", "--once")).contains(post, "to be kept");
    assertThat(toot("unbookmark", post)).contains("Status unbookmarked");
    assertThat(toot("bookmarks", "--once")).doesNotContain(post);
    assertThat(toot("unfavourite", post)).contains("Status unfavourited");
  }

  @Test
  void isNotified() {
    system.api.publish(authorToken, "@" + reader + " hello");
    system.api.post(authorToken, "/api/v1/accounts/" + system.id(reader) + "/follow", Map.of());
    await()
        .untilAsserted(
            () ->
                assertThat(toot("notifications"))
                    .contains(author, "mentioned you", "now follows you"));
    assertThat(toot("notifications", "--clear")).contains("Cleared notifications");
    await().untilAsserted(() -> assertThat(toot("notifications")).contains("No notification"));
  }

  @Test
  void showsAConversation() {
    String first = system.api.publish(authorToken, "the beginning");
    String second = post("the end", "--reply-to", first);
    await()
        .untilAsserted(
            () ->
                assertThat(toot("thread", first))
                    .containsSubsequence("the beginning", first, "the end", second));
  }

  private String post(String text, String... arguments) {
    List<String> all = new ArrayList<>(List.of("post", text));
    all.addAll(List.of(arguments));
    String said = toot(all.toArray(String[]::new));
    Matcher posted = POSTED.matcher(said);
    assertThat(posted.find()).as(said).isTrue();
    return posted.group(1);
  }

  /// What a command said, once it has ended well.
  private String toot(String... arguments) {
    return started(arguments).end();
  }

  private ClientRun started(String... arguments) {
    List<String> command = new ArrayList<>(List.of(toot.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "XDG_CONFIG_HOME", configuration.toString(),
            "PYTHONUNBUFFERED", "1",
            "LC_ALL", "C.UTF-8",
            "NO_PROXY", "127.0.0.1");
    return ClientRun.start(configuration, environment, command);
  }
}
