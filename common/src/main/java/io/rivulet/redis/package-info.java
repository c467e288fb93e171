/// The connection to Redis and the scripts that run there.
///
/// One script is one `.lua` resource, one class that names its keys and arguments, and one test.
/// The client never sends a command a second time by itself: who wrote it knows whether that is
/// safe.
@NullMarked
package io.rivulet.redis;

import org.jspecify.annotations.NullMarked;
