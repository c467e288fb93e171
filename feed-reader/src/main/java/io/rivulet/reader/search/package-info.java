/// What is answered by the index: search, the public timeline and those of tags, threads,
/// followers, boosters, history. Statuses are read and judged as everywhere.
@NullMarked
package io.rivulet.reader.search;

import org.jspecify.annotations.NullMarked;
