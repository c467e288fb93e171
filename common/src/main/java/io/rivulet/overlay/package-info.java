/// Read-your-writes: what feed-ingest was acknowledged by Kafka a moment ago, before the fan-out
/// has worked on it.
///
/// feed-ingest writes ([OverlayWriter]), feed-reader and feed-ingest read ([OverlayReader]). An
/// entry is the body that the fan-out will write later, with the same version, so that whoever has
/// both takes the newer one. Entries expire by themselves; nothing depends on their being there but
/// the seconds after a write.
@NullMarked
package io.rivulet.overlay;

import org.jspecify.annotations.NullMarked;
