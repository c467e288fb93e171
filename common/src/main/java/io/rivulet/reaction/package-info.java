/// What accounts make of posts: how many reacted to a post, and to which posts a viewer did.
///
/// Both are counted by the deliver stage from events, and lie beside posts and timelines: a page
/// reads them in the round trips it makes anyway. What a viewer did a moment ago, which the fan-out
/// may not have counted yet, is put on top ([OwnReaction], [Standing]): each value says how far it
/// is ([Applied]), so nothing is counted twice.
@NullMarked
package io.rivulet.reaction;

import org.jspecify.annotations.NullMarked;
