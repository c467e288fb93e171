@NullMarked
package io.rivulet.kafka;

import org.jspecify.annotations.NullMarked;
