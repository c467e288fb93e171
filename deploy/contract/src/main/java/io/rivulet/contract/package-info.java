/// The HTTP contract of all services together: an OpenAPI document, made from the resource classes
/// and the schemas beside this package, and the check that tests hold answers to.
@NullMarked
package io.rivulet.contract;

import org.jspecify.annotations.NullMarked;
