/// How many bytes an entry, an edge, a post, an account and a delivery take.
@NullMarked
package io.rivulet.bench.memory;

import org.jspecify.annotations.NullMarked;
