package io.rivulet.local.seed;

import io.rivulet.event.Card;
import io.rivulet.event.Draft;
import io.rivulet.event.Media;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Invents what people post: texts, photos, videos, links with a card, announcements of live
/// streams. All addresses are below `rivulet.example`, a domain that nobody can have.
public final class Drafts {
  private static final String PLACE = "https://media.rivulet.example/";
  private static final int PICTURES = 10_000;

  private final Words words;
  private final List<String> handles;
  private final Random random;

  /// @param handles of people to mention, with their `@`
  public Drafts(List<String> handles, Random random) {
    this(Words.load(), handles, random);
  }

  Drafts(Words words, List<String> handles, Random random) {
    this.words = words;
    this.handles = handles;
    this.random = random;
  }

  /// Of a hundred posts 58 are texts, 20 photos, 12 links, 8 videos, 2 live announcements.
  public Draft any() {
    int roll = random.nextInt(100);
    if (roll < 58) {
      return draft(phrase("texts"), List.of(), null);
    }
    if (roll < 78) {
      return photos();
    }
    if (roll < 90) {
      return draft(phrase("links"), List.of(), card(Card.Kind.LINK, "pages", phrase("titles")));
    }
    return roll < 98 ? video() : live();
  }

  /// An answer to whatever it is.
  public Draft reply() {
    return draft(phrase("replies"), List.of(), null);
  }

  /// The same post, put better.
  public Draft edited(Draft before) {
    String text = phrase("edits").replace("{text}", before.text());
    return new Draft(
        text,
        before.language(),
        before.media(),
        before.card(),
        before.sensitive(),
        before.contentWarning());
  }

  private Draft photos() {
    String text = phrase("photos");
    int count = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
    List<Media> photos = random.ints(count, 0, PICTURES).mapToObj(this::photo).toList();
    return draft(text, photos, null);
  }

  private Media photo(int number) {
    boolean upright = random.nextBoolean();
    return new Media(
        Media.Kind.IMAGE,
        PLACE + "photos/" + number + ".jpg",
        PLACE + "photos/" + number + "-small.jpg",
        "A photo of " + words.any("things", random),
        upright ? 1_200 : 1_600,
        upright ? 1_600 : 1_200,
        null);
  }

  private Draft video() {
    int number = random.nextInt(PICTURES);
    var video =
        new Media(
            Media.Kind.VIDEO,
            PLACE + "videos/" + number + ".mp4",
            PLACE + "videos/" + number + ".jpg",
            "A film of " + words.any("things", random),
            1_920,
            1_080,
            Duration.ofMillis(5_000 + random.nextInt(295_000)));
    return draft(phrase("videos"), List.of(video), null);
  }

  private Draft live() {
    return draft(
        phrase("live"), List.of(), card(Card.Kind.VIDEO, "live", "Live: " + phrase("titles")));
  }

  private Card card(Card.Kind kind, String folder, String title) {
    String address = PLACE + folder + "/" + random.nextInt(PICTURES);
    String description = "By a " + words.any("jobs", random).toLowerCase(Locale.ROOT) + ".";
    return new Card(
        kind, address, title, description, address + ".jpg", words.any("sites", random));
  }

  private static Draft draft(String text, List<Media> media, @Nullable Card card) {
    return new Draft(text, "en", media, card, false, "");
  }

  /// A template with its places filled.
  private String phrase(String heading) {
    String thing = words.any("things", random);
    String text =
        words
            .any(heading, random)
            .replace("{thing}", thing)
            .replace("{other}", words.any("things", random))
            .replace("{tag}", thing.replace(" ", ""))
            .replace("{job}", words.any("jobs", random).toLowerCase(Locale.ROOT))
            .replace("{friend}", handles.get(random.nextInt(handles.size())))
            .replace("\\n", "\n");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
