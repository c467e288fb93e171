/// What is kept for an account alone: how far it has read, its lists, what it was told of and has
/// dismissed. One value an account, made of its [io.rivulet.event.KeptEvent]s in their order by
/// feed-fanout, and ahead of it by feed-ingest, which answers at once.
@NullMarked
package io.rivulet.kept;

import org.jspecify.annotations.NullMarked;
