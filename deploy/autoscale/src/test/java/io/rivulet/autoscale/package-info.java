@NullMarked
package io.rivulet.autoscale;

import org.jspecify.annotations.NullMarked;
