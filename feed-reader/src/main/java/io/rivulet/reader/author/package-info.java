/// What one author published: `GET /api/v1/accounts/:id/statuses`.
@NullMarked
package io.rivulet.reader.author;

import org.jspecify.annotations.NullMarked;
