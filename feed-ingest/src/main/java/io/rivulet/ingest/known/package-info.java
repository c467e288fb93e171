/// What is known at this moment of posts, accounts, names and relations: read from what the fan-out
/// wrote to Redis and from the overlay, the newer of both.
///
/// Nothing here writes, but for [Names], which keeps the claims of new names.
@NullMarked
package io.rivulet.ingest.known;

import org.jspecify.annotations.NullMarked;
