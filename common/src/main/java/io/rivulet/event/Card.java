package io.rivulet.event;

/// The preview of a page that a post links to.
///
/// @param image the address of a picture; empty for none
/// @param provider the name of the site; empty if unknown
public record Card(
    Kind kind, String url, String title, String description, String image, String provider) {

  public Card {
    Check.url("url", url);
    Check.text("title", title, Limits.TITLE);
    Check.text("description", description, Limits.DESCRIPTION);
    Check.optionalUrl("image", image);
    Check.text("provider", provider, Limits.TITLE);
  }

  /// What the page is.
  public enum Kind implements Named {
    LINK("link"),
    PHOTO("photo"),
    VIDEO("video"),
    /// Anything else that can be embedded, for instance a live stream.
    RICH("rich");

    private final String json;

    Kind(String json) {
      this.json = json;
    }

    @Override
    public String json() {
      return json;
    }
  }
}
