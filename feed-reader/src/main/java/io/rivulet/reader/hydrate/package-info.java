/// From ids to the JSON that is served: bodies, the rules, accounts with their counts, and splicing
/// the stored bytes together.
@NullMarked
package io.rivulet.reader.hydrate;

import org.jspecify.annotations.NullMarked;
