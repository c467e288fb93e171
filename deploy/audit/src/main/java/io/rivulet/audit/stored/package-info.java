/// Looks at Redis itself, with decoders of its own: whether what lies there can have been written
/// by a fan-out that works.
@NullMarked
package io.rivulet.audit.stored;

import org.jspecify.annotations.NullMarked;
