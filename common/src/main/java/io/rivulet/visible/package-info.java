/// Who may see what: the table `visible(u, e)`, one row a rule.
///
/// Home timelines hold more than they show. Whatever is read passes this table last, so that a
/// timeline never has to be cleaned.
@NullMarked
package io.rivulet.visible;

import org.jspecify.annotations.NullMarked;
