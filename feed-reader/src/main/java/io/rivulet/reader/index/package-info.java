/// The index: which posts, accounts and followers there are, by what clients search for. It is
/// built from Kafka's topics alone, in a folder of this process, and may be lost at any time.
///
/// It finds ids and decides nothing: what is shown is read from Redis and judged by the rules, so
/// an entry that is out of date shows nothing wrong.
@NullMarked
package io.rivulet.reader.index;

import org.jspecify.annotations.NullMarked;
