/// The pictures of accounts that gave none: clients show avatars without looking whether there are
/// any, so their addresses are never empty and something has to answer there.
@NullMarked
package io.rivulet.reader.picture;

import org.jspecify.annotations.NullMarked;
