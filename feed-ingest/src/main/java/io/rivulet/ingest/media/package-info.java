/// Uploads: pictures, films and sounds that posts and profiles show, kept in a folder.
///
/// [io.rivulet.ingest.media.MediaFolder] has the whole layout, [io.rivulet.ingest.media.Uploads]
/// takes files in, [io.rivulet.ingest.media.Attachments] ties them to posts and profiles.
@NullMarked
package io.rivulet.ingest.media;

import org.jspecify.annotations.NullMarked;
