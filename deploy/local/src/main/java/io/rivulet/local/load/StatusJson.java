package io.rivulet.local.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.Card;
import io.rivulet.event.Draft;
import io.rivulet.event.Media;
import io.rivulet.event.Visibility;
import java.math.BigDecimal;

/// Drafts as the HTTP API takes them.
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(Draft draft) {
    ObjectNode status = JsonNodeFactory.instance.objectNode().put("status", draft.text());
    if (draft.language() != null) {
      status.put("language", draft.language());
    }
    if (!draft.media().isEmpty()) {
      ArrayNode media = status.putArray("media");
      draft.media().forEach(medium -> write(media.addObject(), medium));
    }
    if (draft.card() != null) {
      write(status.putObject("card"), draft.card());
    }
    return status;
  }

  private static void write(ObjectNode json, Media medium) {
    json.put("kind", medium.kind().json())
        .put("url", medium.url())
        .put("preview_url", medium.previewUrl())
        .put("description", medium.description())
        .put("width", medium.width())
        .put("height", medium.height());
    if (medium.duration() != null) {
      json.put("duration", BigDecimal.valueOf(medium.duration().toMillis(), 3));
    }
  }

  private static void write(ObjectNode json, Card card) {
    json.put("type", card.kind().json())
        .put("url", card.url())
        .put("title", card.title())
        .put("description", card.description())
        .put("image", card.image())
        .put("provider_name", card.provider());
  }

  /// The API's word.
  static String visibility(Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> "public";
      case UNLISTED -> "unlisted";
      case FOLLOWERS -> "private";
      case DIRECT -> "direct";
    };
  }
}
