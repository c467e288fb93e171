/// `bench live`: how many can listen, and how soon they are told.
@NullMarked
package io.rivulet.bench.live;

import org.jspecify.annotations.NullMarked;
