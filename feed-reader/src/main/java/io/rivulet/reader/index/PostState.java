package io.rivulet.reader.index;

import io.rivulet.post.Post;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is known of a post: the same as the fan-out keeps of it, by the same records.
///
/// @param version offset in `feed.posts.v1` of the record that made it what it is
/// @param post null if its end came before its beginning
record PostState(long version, @Nullable Post post) {
  byte[] encode() {
    byte[] encoded = post == null ? new byte[0] : post.encode();
    return ByteBuffer.allocate(Long.BYTES + encoded.length).putLong(version).put(encoded).array();
  }

  static PostState decode(byte[] state) {
    return new PostState(
        ByteBuffer.wrap(state).getLong(),
        state.length == Long.BYTES
            ? null
            : Post.decode(Arrays.copyOfRange(state, Long.BYTES, state.length)));
  }
}
