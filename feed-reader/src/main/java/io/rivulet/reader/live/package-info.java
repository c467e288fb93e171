/// Live streams: what is new in somebody's home timeline, or in public, sent to whoever listens, as
/// server-sent events and over WebSockets.
///
/// Workers only hint at what may be new ([io.rivulet.live]); what is sent is read like a page, so
/// no event comes before its status can be read, and nothing is sent that a page would not show.
@NullMarked
package io.rivulet.reader.live;

import org.jspecify.annotations.NullMarked;
