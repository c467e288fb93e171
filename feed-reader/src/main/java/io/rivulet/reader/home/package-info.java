/// Home timelines: reading one, rebuilding it when it is not there, and paging on below its floor.
///
/// A timeline in Redis is a cache of what [io.rivulet.reader.merge] would answer. It is served only
/// when it is complete and of its shard's generation; in every other case it is rebuilt, or the
/// author timelines answer.
@NullMarked
package io.rivulet.reader.home;

import org.jspecify.annotations.NullMarked;
