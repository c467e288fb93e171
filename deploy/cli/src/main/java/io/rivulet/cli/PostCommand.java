package io.rivulet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.client.FeedClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `post ACCOUNT TEXT`
@Command(
    name = "post",
    description = "Publishes a post and prints its id.",
    mixinStandardHelpOptions = true)
final class PostCommand implements Runnable {
  /// The API's words for who may see a post.
  enum Visibility {
    PUBLIC("public"),
    UNLISTED("unlisted"),
    FOLLOWERS("private"),
    DIRECT("direct");

    private final String api;

    Visibility(String api) {
      this.api = api;
    }
  }

  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Id or username of the author")
  private String account = "";

  @Parameters(index = "1", paramLabel = "TEXT", description = "At most 5,000 characters")
  private String text = "";

  @Option(names = "--photo", paramLabel = "URL", description = "A photo; may be repeated")
  private List<String> photos = new ArrayList<>();

  @Option(names = "--video", paramLabel = "URL", description = "A video; may be repeated")
  private List<String> videos = new ArrayList<>();

  @Option(names = "--link", paramLabel = "URL", description = "A page to show as a card")
  private @Nullable String link;

  @Option(names = "--link-title", paramLabel = "TITLE", description = "Title of the card")
  private String linkTitle = "";

  @Option(names = "--reply-to", paramLabel = "ID", description = "The post that is answered")
  private @Nullable String replyTo;

  @Option(
      names = "--visibility",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Visibility visibility = Visibility.PUBLIC;

  @Override
  public void run() {
    FeedClient client = run.client();
    String id = client.post(run.token(client, account), status()).path("id").asText();
    spec.commandLine().getOut().println(id);
  }

  private ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("status", text).put("visibility", visibility.api);
    if (replyTo != null) {
      status.put("in_reply_to_id", replyTo);
    }
    if (!photos.isEmpty() || !videos.isEmpty()) {
      ArrayNode media = status.putArray("media");
      photos.forEach(url -> media.addObject().put("kind", "image").put("url", url));
      videos.forEach(url -> media.addObject().put("kind", "video").put("url", url));
    }
    if (link != null) {
      String title = linkTitle.isEmpty() ? link : linkTitle;
      status.putObject("card").put("url", link).put("title", title);
    }
    return status;
  }
}
