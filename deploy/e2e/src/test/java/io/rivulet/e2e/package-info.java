/// The whole system as its users meet it: HTTP and the submissions topic in, HTTP out.
@NullMarked
package io.rivulet.e2e;

import org.jspecify.annotations.NullMarked;
