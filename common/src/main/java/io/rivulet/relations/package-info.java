/// Relations by viewer: whom a viewer follows, and later whom he blocks and mutes.
///
/// They lie in the viewer's shard and are read together with his home timeline.
@NullMarked
package io.rivulet.relations;

import org.jspecify.annotations.NullMarked;
