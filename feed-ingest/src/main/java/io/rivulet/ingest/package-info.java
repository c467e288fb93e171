/// feed-ingest: the way in. Publishers' requests and submissions are validated, get ids, and become
/// records of the topics that the rest of Rivulet trusts.
///
/// [io.rivulet.ingest.IngestWiring] shows what there is.
@NullMarked
package io.rivulet.ingest;

import org.jspecify.annotations.NullMarked;
