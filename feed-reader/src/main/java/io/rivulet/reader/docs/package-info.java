/// What this API is, for people and programs: an OpenAPI document, and a page that shows it.
@NullMarked
package io.rivulet.reader.docs;

import org.jspecify.annotations.NullMarked;
