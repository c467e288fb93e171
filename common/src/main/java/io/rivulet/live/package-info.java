/// What workers tell readers while somebody listens to a live stream, and what readers tell workers
/// of who listens: messages of Redis's sharded pub/sub, and their encoding. They are hints, heard
/// once or not at all: a reader looks into the home timeline for what they are about.
@NullMarked
package io.rivulet.live;

import org.jspecify.annotations.NullMarked;
