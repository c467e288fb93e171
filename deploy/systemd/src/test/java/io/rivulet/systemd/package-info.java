/// The units as systemd reads them, and as the services' own files and code have it.
@NullMarked
package io.rivulet.systemd;

import org.jspecify.annotations.NullMarked;
