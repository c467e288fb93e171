/// Traces: what one request or post cost where, for one in some thousands of them.
///
/// Whether something is traced is decided once, where it comes in, by a draw of this system's own;
/// what goes on from there carries it, over Kafka in a record's header, which is absent from all
/// that is not traced. So whatever is not traced costs a look for a header that is not there.
@NullMarked
package io.rivulet.trace;

import org.jspecify.annotations.NullMarked;
