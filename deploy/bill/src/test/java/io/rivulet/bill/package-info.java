/// What is shipped: of which parts it consists, under which licences, and whether one of them is
/// known to be vulnerable.
@NullMarked
package io.rivulet.bill;

import org.jspecify.annotations.NullMarked;
