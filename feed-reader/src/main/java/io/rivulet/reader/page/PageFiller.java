package io.rivulet.reader.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills a page: takes ids from the skeleton, lets them be hydrated and filtered, and takes more as
/// long as the page has room and there are ids left. So a page is short only at the end, and an
/// empty one means that there is nothing more; clients stop there.
///
/// Whether a boost is repeated depends on older entries, which may lie outside of the window. They
/// are taken, in growing steps, until of all entries of the page it is certain; none are if there
/// are no boosts.
public final class PageFiller<T> {
  /// A round grows when rules hide nearly everything, up to this many ids.
  private static final int MAX_ROUND = 320;

  /// A first look beyond the page, which mostly is the only one: 80 shown entries and some hidden.
  private static final int FIRST_LOOK = 100;

  private static final int MAX_LOOK = 1_600;

  private final PageRequest request;
  private final Skeleton skeleton;
  private final Selection<T> selection;
  private final Stretch<T> stretch = new Stretch<>();

  /// What is left of the window.
  private Window left;

  /// All from this id on was looked at, up to where the window is left.
  private long from;

  private int count;
  private int look = FIRST_LOOK;
  private int rounds;
  private int looks;
  private @Nullable Older ahead;

  /// Ids below what was looked at.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Older(Window window, long[] ids, int count) {}

  private PageFiller(PageRequest request, Skeleton skeleton, Selection<T> selection) {
    this.request = request;
    this.skeleton = skeleton;
    this.selection = selection;
    this.left = request.window();
    this.from = left.oldestFirst() ? left.above() + 1 : left.below();
    // A few more than asked for: mostly that saves the second round.
    this.count = request.limit() + request.limit() / 4 + 1;
  }

  public static <T> Page<T> fill(PageRequest request, Skeleton skeleton, Selection<T> selection) {
    return new PageFiller<>(request, skeleton, selection).fill();
  }

  private Page<T> fill() {
    while (true) {
      Stretch.Picked<T> picked = stretch.pick(request);
      if (picked.unknown()) {
        lookBack();
      } else if (picked.picked().size() < request.limit() && !left.isEmpty()) {
        goOn();
      } else {
        List<T> items =
            request.window().oldestFirst() ? picked.picked().reversed() : picked.picked();
        return new Page<>(items, new Page.Effort(rounds, looks, picked.repeated()));
      }
    }
  }

  /// Takes the next ids of the window.
  private void goOn() {
    long[] ids = skeleton.next(left, count);
    rounds++;
    boolean last = ids.length < count;
    if (left.oldestFirst()) {
      left = last ? left.after(left.below()) : left.after(ids[ids.length - 1]);
      stretch.addNewer(shown(ids), from);
    } else {
      // What was looked at ahead is part of these.
      ahead = null;
      from = last ? left.above() + 1 : ids[ids.length - 1];
      left = left.after(from);
      stretch.addOlder(shown(ids), from);
    }
    count = Math.min(count * 2, MAX_ROUND);
  }

  private List<Shown<T>> shown(long[] ids) {
    return ids.length == 0
        ? List.of()
        : selection.shown(ids, rounds == 1 ? this::lookAhead : Selection.Ahead.NONE);
  }

  private long[] lookAhead(long original) {
    Older found = older(original);
    ahead = found;
    return found.ids();
  }

  private Older older(long original) {
    Window window = new Window(original - 1, from, false);
    return new Older(window, window.isEmpty() ? new long[0] : skeleton.next(window, look), look);
  }

  /// Takes older ids to judge boosts by. Nothing older than what the boosts show matters.
  private void lookBack() {
    Older found =
        ahead == null || ahead.window().isEmpty() ? older(stretch.oldestUnknown()) : ahead;
    ahead = null;
    looks++;
    long[] ids = found.ids();
    boolean last = ids.length < found.count();
    from = Math.min(from, last ? found.window().above() + 1 : ids[ids.length - 1]);
    if (!left.oldestFirst()) {
      left = left.after(Math.min(from, left.below()));
    }
    List<Shown<T>> shown = ids.length == 0 ? List.of() : selection.shown(ids, Selection.Ahead.NONE);
    stretch.addOlder(shown, from);
    look = Math.min(look * 2, MAX_LOOK);
  }
}
