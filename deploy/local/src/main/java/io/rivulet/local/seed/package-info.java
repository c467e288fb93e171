/// A first population for an empty system: a real friendship graph, invented people, and posts of
/// all kinds in an order that is the same at each run. Published like anything else, through
/// `feed.submissions.v1`.
@NullMarked
package io.rivulet.local.seed;

import org.jspecify.annotations.NullMarked;
