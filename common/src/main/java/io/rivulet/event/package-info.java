/// The wire contracts: what happened (`Event`), what outside producers ask for (`Submission`), and
/// the JSON both travel in. Records check their own bounds, so whatever exists is valid; the
/// decoders add only where in the document a fault was.
@NullMarked
package io.rivulet.event;

import org.jspecify.annotations.NullMarked;
