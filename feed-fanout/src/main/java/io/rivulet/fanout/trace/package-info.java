/// How a traced post goes through both stages.
@NullMarked
package io.rivulet.fanout.trace;

import org.jspecify.annotations.NullMarked;
