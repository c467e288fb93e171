/// The names of all keys in Redis and the shard each of them lies in.
///
/// Nothing else in Rivulet spells a key: whoever reads or writes Redis takes the key from
/// [Keyspace]. What a key's value looks like is documented by the class that encodes it.
@NullMarked
package io.rivulet.keyspace;

import org.jspecify.annotations.NullMarked;
