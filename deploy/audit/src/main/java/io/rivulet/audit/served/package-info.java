/// What is served: whole home timelines, page by page over HTTP, as any client reads them.
@NullMarked
package io.rivulet.audit.served;

import org.jspecify.annotations.NullMarked;
