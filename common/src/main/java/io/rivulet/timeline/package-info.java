/// Timelines in Redis: packed strings of big-endian ids in ascending order behind a small header,
/// and the scripts that change them.
///
/// [HomeTimeline] and [AuthorTimeline] read; [Deliveries], [Rebuild] and [AuthorAdd] write, each by
/// one Lua script a batch. [ShardState] fences the owner of a shard.
@NullMarked
package io.rivulet.timeline;

import org.jspecify.annotations.NullMarked;
