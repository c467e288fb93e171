/// The HTTP API as the command line and the seed use it, like any other client.
@NullMarked
package io.rivulet.local.client;

import org.jspecify.annotations.NullMarked;
