/// What Redis' keyspaces take, for operators.
@NullMarked
package io.rivulet.reader.size;

import org.jspecify.annotations.NullMarked;
