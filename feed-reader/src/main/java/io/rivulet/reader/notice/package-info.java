/// What viewers were told of.
@NullMarked
package io.rivulet.reader.notice;

import org.jspecify.annotations.NullMarked;
