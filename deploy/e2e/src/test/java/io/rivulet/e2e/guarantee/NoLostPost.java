package io.rivulet.e2e.guarantee;

import java.util.List;

/// What the viewer follows, or published himself, is on every page that reaches over its id.
final class NoLostPost implements Guarantee {
  @Override
  public Verdict judge(Story story) {
    Expected expected = new Expected(story);
    Verdict.Builder verdict = new Verdict.Builder();
    for (Page page : story.pages()) {
      for (Act.Published post : story.covered(page)) {
        if (expected.on(page, post)) {
          verdict.add(missing(page, post));
        }
      }
    }
    return verdict.of(this);
  }

  private static List<Violation> missing(Page page, Act.Published post) {
    return page.shows(post.entry().id())
        ? List.of()
        : List.of(
            Violation.of(
                page,
                post.entry().id(),
                "missing; published by %d at %s".formatted(post.actor(), post.at())));
  }
}
