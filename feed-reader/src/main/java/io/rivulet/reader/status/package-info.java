/// One post, by its id: `GET /api/v1/statuses/:id`.
@NullMarked
package io.rivulet.reader.status;

import org.jspecify.annotations.NullMarked;
