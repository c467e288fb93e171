/// What accounts are told of: that somebody follows them, mentions them, likes or boosts what they
/// posted.
///
/// The plan stage finds out whom an event concerns and the deliver stage keeps a packed list for
/// each account, the newest first to go out. As with timelines, adds are pushed and all else is a
/// filter: blocks, mutes, deleted posts and what an account has dismissed are left out when it is
/// read. Only what is taken back (a like, a boost, a follow) is removed.
@NullMarked
package io.rivulet.notice;

import org.jspecify.annotations.NullMarked;
