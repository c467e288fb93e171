/// What Redis alone does: calls as feed-fanout sends them, and the commands of other systems,
/// written to a socket by one thread that looks at the answers only to count them.
@NullMarked
package io.rivulet.bench.ceiling;

import org.jspecify.annotations.NullMarked;
