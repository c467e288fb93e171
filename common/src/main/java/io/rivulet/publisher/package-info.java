/// The SDK for Java producers: publishes submissions to `feed.submissions.v1`.
@NullMarked
package io.rivulet.publisher;

import org.jspecify.annotations.NullMarked;
