package io.rivulet.reader.empty;

/// What there is none of, where, and who may ask for it.
///
/// A row is removed when there is some.
enum EmptyAnswer {
  CUSTOM_EMOJIS("v1/custom_emojis", Asker.ANYBODY),
  TRENDS("v1/trends", Asker.ANYBODY),
  TRENDING_TAGS("v1/trends/tags", Asker.ANYBODY),
  TRENDING_STATUSES("v1/trends/statuses", Asker.ANYBODY),
  TRENDING_LINKS("v1/trends/links", Asker.ANYBODY),
  RULES("v1/instance/rules", Asker.ANYBODY),
  BLOCKED_DOMAINS("v1/instance/domain_blocks", Asker.ANYBODY),
  PEERS("v1/instance/peers", Asker.ANYBODY),
  TRANSLATIONS("v1/instance/translation_languages", Asker.ANYBODY, "{}"),
  FEATURED_TAGS_OF_AN_ACCOUNT("v1/accounts/{id: [0-9]+}/featured_tags", Asker.ANYBODY),
  ENDORSEMENTS_OF_AN_ACCOUNT("v1/accounts/{id: [0-9]+}/endorsements", Asker.ANYBODY),

  ANNOUNCEMENTS("v1/announcements", Asker.ANY_ACCOUNT),
  FILTERS("v2/filters", "read:filters"),
  FILTERS_OF_OLD("v1/filters", "read:filters"),
  FOLLOWED_TAGS("v1/followed_tags", "read:follows"),
  CONVERSATIONS("v1/conversations", "read:statuses"),
  FEATURED_TAGS("v1/featured_tags", "read:accounts"),
  SUGGESTED_TAGS("v1/featured_tags/suggestions", "read:accounts"),
  ENDORSEMENTS("v1/endorsements", "read:accounts"),
  SUGGESTIONS("v2/suggestions", Asker.ANY_ACCOUNT),
  SUGGESTIONS_OF_OLD("v1/suggestions", Asker.ANY_ACCOUNT),
  SCHEDULED_STATUSES("v1/scheduled_statuses", "read:statuses"),
  DOMAIN_BLOCKS("v1/domain_blocks", "read:blocks");

  private final String path;
  private final String asker;
  private final String json;

  EmptyAnswer(String path, String asker) {
    this(path, asker, "[]");
  }

  EmptyAnswer(String path, String asker, String json) {
    this.path = path;
    this.asker = asker;
    this.json = json;
  }

  /// Below `/api/`, as a template.
  String path() {
    return path;
  }

  /// The scope that a token must have, or one of [Asker].
  String asker() {
    return asker;
  }

  String json() {
    return json;
  }

  /// Who may ask, where no scope says it.
  static final class Asker {
    static final String ANYBODY = "anybody";
    static final String ANY_ACCOUNT = "any account";

    private Asker() {}
  }
}
