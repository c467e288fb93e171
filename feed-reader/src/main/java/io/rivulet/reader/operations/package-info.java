/// The operations page, on the admin port: what all services together tell of themselves, in
/// pictures.
@NullMarked
package io.rivulet.reader.operations;

import org.jspecify.annotations.NullMarked;
