package io.rivulet.e2e.guarantee;

import java.util.List;

/// Every page is in order, newest id first, within what it was asked for.
final class OrderById implements Guarantee {
  @Override
  public Verdict judge(Story story) {
    Verdict.Builder verdict = new Verdict.Builder();
    for (Page page : story.pages()) {
      long newer = page.window().below();
      for (long id : page.ids()) {
        verdict.add(misplaced(page, id, newer));
        newer = id;
      }
    }
    return verdict.of(this);
  }

  private static List<Violation> misplaced(Page page, long id, long newer) {
    if (id >= newer) {
      return List.of(Violation.of(page, id, "not below " + newer));
    }
    return page.window().contains(id)
        ? List.of()
        : List.of(Violation.of(page, id, "not above " + page.window().above()));
  }
}
