/// Posts over HTTP, which the convention calls statuses: publish, edit, delete, boost, un-boost.
@NullMarked
package io.rivulet.ingest.status;

import org.jspecify.annotations.NullMarked;
