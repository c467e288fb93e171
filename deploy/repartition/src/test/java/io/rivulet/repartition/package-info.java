/// Tests of more partitions.
@NullMarked
package io.rivulet.repartition;

import org.jspecify.annotations.NullMarked;
