package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.reader.Client.Answer;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients ask for at their start, beside timelines.
@ExtendWith(DropwizardExtensionsSupport.class)
class SmallAnswersIT {
  private static final long ANNA = 101;
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(TestServers.redis());
  private static final Client client = new Client(app);
  private static Feed feed;

  @BeforeAll
  static void connect() {
    feed = new Feed(TimelineLimits.DEFAULT);
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  @BeforeEach
  void begin() {
    feed.clear();
    feed.account(ANNA, "anna");
  }

  private static void assertNone(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().isContainerNode()).isTrue();
    assertThat(answer.json()).isEmpty();
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "custom_emojis",
        "trends",
        "trends/tags",
        "trends/statuses",
        "trends/links",
        "instance/rules",
        "instance/domain_blocks",
        "instance/peers",
        "instance/translation_languages",
        "accounts/101/featured_tags",
        "accounts/101/endorsements"
      })
  void anybodyIsToldThatThereIsNone(String path) {
    assertNone(client.get("/api/v1/" + path));
    assertNone(client.get("/api/v1/" + path + "?limit=200", ANNA));
  }

  @ParameterizedTest
  @CsvSource({
    "v2/filters, read:filters",
    "v1/filters, read:filters",
    "v1/followed_tags, read:follows",
    "v1/conversations, read:statuses",
    "v1/featured_tags, read:accounts",
    "v1/featured_tags/suggestions, read:accounts",
    "v1/endorsements, read:accounts",
    "v1/scheduled_statuses, read:statuses",
    "v1/domain_blocks, read:blocks",
    "v1/announcements,",
    "v1/suggestions,",
    "v2/suggestions,"
  })
  void onlyAccountsWhoseTokenAllowsItAreToldThatThereIsNone(String path, String scope) {
    String url = "/api/" + path;
    assertNone(client.send(url, Client.token(ANNA, scope == null ? "write" : scope)));
    assertNone(client.get(url, ANNA));
    assertThat(client.get(url).status()).isEqualTo(401);
    assertThat(client.send(url, "nonsense").status()).isEqualTo(401);
    if (scope != null) {
      assertThat(client.send(url, Client.token(ANNA, "write")).status()).isEqualTo(403);
    }
    Answer application = client.get(url, 0);
    assertThat(application.status()).isEqualTo(422);
    assertThat(application.json().path("error").asText())
        .isEqualTo("This method requires an authenticated user");
  }

  @Test
  void familiarFollowersAreToldOfEachAccountAskedFor() {
    JsonNode familiar =
        client.get("/api/v1/accounts/familiar_followers?id[]=1&id[]=2&id[]=x", ANNA).json();
    assertThat(familiar).hasSize(2);
    assertThat(familiar.path(1).path("id").asText()).isEqualTo("2");
    assertThat(familiar.path(1).path("accounts").isArray()).isTrue();
    assertThat(client.get("/api/v1/accounts/familiar_followers?id=1").status()).isEqualTo(401);
  }

  @Test
  void preferencesAreWhatTheAccountSaid() {
    JsonNode first = client.get("/api/v1/preferences", ANNA).json();
    assertThat(first.path("posting:default:visibility").asText()).isEqualTo("public");
    assertThat(first.path("posting:default:language").isNull()).isTrue();
    assertThat(first.path("reading:expand:media").asText()).isEqualTo("default");
    PostDefaults defaults = new PostDefaults(Visibility.FOLLOWERS, true, "de");
    feed.account(ANNA, "anna", new Profile("Anna", "", "", "", List.of(), false, false, defaults));
    JsonNode second = client.get("/api/v1/preferences", ANNA).json();
    assertThat(second.path("posting:default:visibility").asText()).isEqualTo("private");
    assertThat(second.path("posting:default:sensitive").asBoolean()).isTrue();
    assertThat(second.path("posting:default:language").asText()).isEqualTo("de");
    JsonNode source = client.get("/api/v1/accounts/verify_credentials", ANNA).json().path("source");
    assertThat(source.path("privacy").asText()).isEqualTo("private");
    assertThat(source.path("language").asText()).isEqualTo("de");
    assertThat(client.get("/api/v1/accounts/101").json().has("source")).isFalse();
    assertThat(client.get("/api/v1/preferences").status()).isEqualTo(401);
  }

  @Test
  void clientsLearnWhichSoftwareThisIs() {
    Answer links = client.get("/.well-known/nodeinfo");
    assertThat(links.header("Access-Control-Allow-Origin")).hasValue("*");
    String href = links.json().path("links").path(0).path("href").asText();
    assertThat(href).isEqualTo(Client.PUBLIC_URL + "/nodeinfo/2.0");
    JsonNode info = client.get("/nodeinfo/2.0").json();
    assertThat(info.path("software").path("name").asText()).isEqualTo("rivulet");
    assertThat(info.path("version").asText()).isEqualTo("2.0");
    assertThat(info.path("usage").path("users").isObject()).isTrue();
  }

  @Test
  void webFingerTellsWhoSomebodyIs() {
    String path = "/.well-known/webfinger";
    Answer anna = client.get(path + "?resource=acct:ANNA@feed.example");
    assertThat(anna.json().path("subject").asText()).isEqualTo("acct:anna@feed.example");
    assertThat(anna.header("Content-Type").orElse("")).startsWith("application/jrd+json");
    assertThat(client.get(path + "?resource=acct:nobody@feed.example").status()).isEqualTo(404);
    assertThat(client.get(path + "?resource=acct:anna@other.example").status()).isEqualTo(404);
    assertThat(client.get(path).status()).isEqualTo(400);
  }

  @Test
  void limitsOfUploadsAreAnnounced() {
    JsonNode configuration = client.get("/api/v2/instance").json().path("configuration");
    JsonNode media = configuration.path("media_attachments");
    assertThat(media.path("image_size_limit").asLong()).isEqualTo(16L << 20);
    assertThat(media.path("video_size_limit").asLong()).isEqualTo(99L << 20);
    assertThat(media.path("description_limit").asInt()).isEqualTo(1_500);
    Set<String> types = new HashSet<>();
    media.path("supported_mime_types").forEach(type -> types.add(type.asText()));
    assertThat(types).contains("image/png", "image/webp", "video/mp4", "audio/flac");
    assertThat(configuration.path("statuses").path("max_media_attachments").asInt()).isEqualTo(4);
    assertThat(
            client.get("/api/v1/instance").json().path("configuration").path("media_attachments"))
        .isNotEmpty();
    assertThat(client.get("/api/v1/instance/extended_description").json().path("content").asText())
        .startsWith("<p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing",
        "/api/v9/statuses",
        "/api/v1/polls/1",
        "/api/v1/accounts/101/nothing",
        "/.well-known/host-meta",
        "/api/oembed",
        "/nothing"
      })
  void whatIsUnknownIsAnErrorInJson(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").asText()).isEqualTo("Record not found");
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
  }
}
