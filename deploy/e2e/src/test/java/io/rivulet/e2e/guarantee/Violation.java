package io.rivulet.e2e.guarantee;

/// One thing that must not be.
///
/// @param account whose home timeline it is
record Violation(long account, long post, Page page, String what) {
  static Violation of(Page page, long post, String what) {
    return new Violation(page.viewer(), post, page, what);
  }

  @Override
  public String toString() {
    return "account %d, post %d, page %s: %s".formatted(account, post, page, what);
  }
}
