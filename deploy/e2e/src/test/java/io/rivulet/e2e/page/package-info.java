/// The web page in a real Chromium, against the running system.
@NullMarked
package io.rivulet.e2e.page;

import org.jspecify.annotations.NullMarked;
