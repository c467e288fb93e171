@NullMarked
package io.rivulet.contract;

import org.jspecify.annotations.NullMarked;
