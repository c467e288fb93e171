package io.rivulet.ingest.status;

import io.rivulet.event.Card;
import io.rivulet.event.Draft;
import io.rivulet.event.Media;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Visibility;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.ingest.media.Attachments;
import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the parameters of a request say a post should be.
///
/// Beyond the convention, a JSON body may bring `media` (objects with `kind`, `url`, `preview_url`,
/// `description`, `width`, `height`, `duration` in seconds) and a `card` (`url`, `title`,
/// `description`, `image`, `provider_name`, `type`): what lies elsewhere need not be uploaded.
public final class Drafts {
  private final Mentions mentions;
  private final Attachments attachments;

  public Drafts(Mentions mentions, Attachments attachments) {
    this.mentions = mentions;
    this.attachments = attachments;
  }

  Attachments attachments() {
    return attachments;
  }

  /// The content of a new post.
  PostContent ofNew(long author, Parameters parameters, PostDefaults defaults) {
    refuseTheUnsupported(parameters);
    List<Media> media = media(author, parameters, Map.of()).orElse(List.of());
    return content(
        () ->
            new Draft(
                parameters.string("status").orElse(""),
                language(parameters).orElse(defaults.language()),
                media,
                card(parameters).orElse(null),
                parameters.bool("sensitive").orElse(defaults.sensitive()),
                parameters.string("spoiler_text").orElse("")));
  }

  /// New content of a post, of which everything stays that the parameters do not mention.
  PostContent ofEdit(long author, Parameters parameters, ServedPost served) {
    refuseTheUnsupported(parameters);
    PostContent present = served.content();
    Map<Long, Media> shown = served.mediaById();
    List<Media> media = media(author, parameters, shown).orElse(present.media());
    List<Media> described = described(media, parameters, shown);
    return content(
        () ->
            new Draft(
                parameters.string("status").orElse(present.text()),
                language(parameters).orElse(present.language()),
                described,
                card(parameters).orElse(present.card()),
                parameters.bool("sensitive").orElse(present.sensitive()),
                parameters.string("spoiler_text").orElse(present.contentWarning())));
  }

  private PostContent content(Supplier<Draft> draft) {
    return Validated.of(() -> mentions.content(draft.get()));
  }

  /// Uploads first, then what lies elsewhere; empty if neither is mentioned.
  private Optional<List<Media>> media(
      long author, Parameters parameters, Map<Long, Media> present) {
    Optional<List<Media>> uploaded = attachments.named(author, parameters, present);
    Optional<List<Media>> elsewhere = media(parameters);
    if (uploaded.isEmpty() || elsewhere.isEmpty()) {
      return uploaded.or(() -> elsewhere);
    }
    List<Media> both = new ArrayList<>(uploaded.get());
    both.addAll(elsewhere.get());
    return Optional.of(both);
  }

  /// `media_attributes` of an edit: other descriptions of what the post shows already.
  private static List<Media> described(
      List<Media> media, Parameters parameters, Map<Long, Media> present) {
    List<Media> described = new ArrayList<>(media);
    for (Parameters attributes : parameters.nestedList("media_attributes")) {
      Media before = present.get(attributes.id("id").orElse(0L));
      int at = before == null ? -1 : described.indexOf(before);
      if (at >= 0 && attributes.has("description")) {
        String text = attributes.string("description").orElse("");
        described.set(at, Validated.of(() -> described.get(at).describedAs(text)));
      }
    }
    return described;
  }

  /// The visibility asked for.
  static Visibility visibility(Parameters parameters, Visibility byDefault) {
    return switch (parameters.string("visibility").orElse("")) {
      case "" -> byDefault;
      case "public" -> Visibility.PUBLIC;
      case "unlisted" -> Visibility.UNLISTED;
      case "private" -> Visibility.FOLLOWERS;
      case "direct" -> Visibility.DIRECT;
      default ->
          throw ApiException.invalid("Visibility must be public, unlisted, private or direct");
    };
  }

  /// The visibility asked for of a boost, which mentions nobody and so cannot be direct.
  static Visibility visibilityOfBoost(Parameters parameters) {
    Visibility visibility = visibility(parameters, Visibility.PUBLIC);
    if (visibility == Visibility.DIRECT) {
      throw ApiException.invalid("Visibility of a boost must be public, unlisted or private");
    }
    return visibility;
  }

  private static void refuseTheUnsupported(Parameters parameters) {
    if (parameters.has("poll")) {
      throw ApiException.invalid("Polls are not supported here");
    }
    if (parameters.string("scheduled_at").filter(time -> !time.isEmpty()).isPresent()) {
      throw ApiException.invalid("Scheduling is not supported here");
    }
  }

  private static Optional<String> language(Parameters parameters) {
    return parameters.string("language").filter(language -> !language.isEmpty());
  }

  private static Optional<List<Media>> media(Parameters parameters) {
    return parameters.has("media")
        ? Optional.of(parameters.nestedList("media").stream().map(Drafts::medium).toList())
        : Optional.empty();
  }

  private static Media medium(Parameters medium) {
    return Validated.of(
        () ->
            new Media(
                mediaKind(required(medium, "kind")),
                required(medium, "url"),
                medium.string("preview_url").orElse(""),
                medium.string("description").orElse(""),
                number(medium, "width"),
                number(medium, "height"),
                duration(medium)));
  }

  private static Media.Kind mediaKind(String kind) {
    for (Media.Kind known : Media.Kind.values()) {
      if (known.json().equals(kind)) {
        return known;
      }
    }
    throw ApiException.invalid("Media kind must be image, video, audio or gif");
  }

  private static Optional<Card> card(Parameters parameters) {
    return parameters.nested("card").map(Drafts::readCard);
  }

  private static Card readCard(Parameters card) {
    return Validated.of(
        () ->
            new Card(
                cardKind(card.string("type").orElse("link")),
                required(card, "url"),
                card.string("title").orElse(""),
                card.string("description").orElse(""),
                card.string("image").orElse(""),
                card.string("provider_name").orElse("")));
  }

  static Card.Kind cardKind(String type) {
    for (Card.Kind known : Card.Kind.values()) {
      if (known.json().equals(type)) {
        return known;
      }
    }
    throw ApiException.invalid("Card type must be link, photo, video or rich");
  }

  private static String required(Parameters parameters, String name) {
    return parameters
        .string(name)
        .orElseThrow(() -> ApiException.invalid(title(name) + " is missing"));
  }

  private static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static int number(Parameters parameters, String name) {
    return decimal(parameters, name).map(BigDecimal::intValue).orElse(0);
  }

  private static @Nullable Duration duration(Parameters medium) {
    return decimal(medium, "duration")
        .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
        .orElse(null);
  }

  private static Optional<BigDecimal> decimal(Parameters parameters, String name) {
    return parameters.string(name).map(text -> number(name, text));
  }

  /// No exponents: a short text must not stand for a number of a gigabyte.
  private static BigDecimal number(String name, String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw ApiException.invalid(title(name) + " must be a number");
    }
    return new BigDecimal(text);
  }
}
