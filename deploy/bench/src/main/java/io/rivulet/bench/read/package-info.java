/// Reading under load: a population in Redis, a reader before it, and a client that takes as little
/// of the machine as it can. See `bench read`.
@NullMarked
package io.rivulet.bench.read;

import org.jspecify.annotations.NullMarked;
