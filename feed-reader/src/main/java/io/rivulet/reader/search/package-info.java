/// What is answered by the index: search, the public timeline and those of tags, threads,
/// followers, who likes or boosted a post, its history, and what one likes or has bookmarked.
/// Statuses are read and judged as everywhere.
@NullMarked
package io.rivulet.reader.search;

import org.jspecify.annotations.NullMarked;
