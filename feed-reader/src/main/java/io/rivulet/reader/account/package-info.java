/// Accounts: one by id or name, the viewer's own, and how the viewer stands to others.
@NullMarked
package io.rivulet.reader.account;

import org.jspecify.annotations.NullMarked;
