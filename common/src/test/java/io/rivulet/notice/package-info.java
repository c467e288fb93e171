@NullMarked
package io.rivulet.notice;

import org.jspecify.annotations.NullMarked;
