package io.rivulet.event;

/// An account changed what is kept for it alone: how far it has read, what it was told of and does
/// not want to see any more, its lists. See [io.rivulet.kept.Kept].
public sealed interface KeptEvent extends ActEvent
    permits MarkerMoved, NoticesDismissed, ListSaved, ListDeleted, ListMembersChanged {}
