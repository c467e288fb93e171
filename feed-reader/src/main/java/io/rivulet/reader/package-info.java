/// The way out: reads home timelines, authors' posts, single posts and accounts from Redis and
/// serves them over HTTP. A read is `skeleton → merge → hydrate → filter → page`.
///
/// It writes one thing only: the home timeline that a read found missing.
@NullMarked
package io.rivulet.reader;

import org.jspecify.annotations.NullMarked;
