@NullMarked
package io.rivulet.fanout.plan;

import org.jspecify.annotations.NullMarked;
