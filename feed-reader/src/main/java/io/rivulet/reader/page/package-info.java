/// Pages of status lists: what a request asks for, the window of ids that is left to look at, and
/// filling a page although rules hide some of what lies in it.
///
/// Everything here is pure: ids come from a [io.rivulet.reader.page.Skeleton], entries from a
/// function.
@NullMarked
package io.rivulet.reader.page;

import org.jspecify.annotations.NullMarked;
