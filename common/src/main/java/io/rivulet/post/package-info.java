/// A post from text to what is served: parsing of tags, mentions and links, the current state of a
/// post, its rendering as a Status, and the binary body in which feed-fanout and feed-ingest store
/// it for feed-reader.
@NullMarked
package io.rivulet.post;

import org.jspecify.annotations.NullMarked;
