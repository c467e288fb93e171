package io.rivulet.audit.judge;

import io.rivulet.audit.model.ReferenceModel;
import java.util.Set;

/// What one account can be to others, except that it mutes them, which ends by time.
public enum Relationship {
  FOLLOWING {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.following(account);
    }
  },
  HIDING_BOOSTS {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.hidingBoosts(account);
    }
  },
  REQUESTED {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.requested(account);
    }
  },
  BLOCKING {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.blocking(account);
    }
  },
  BLOCKED_BY {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.blockedBy(account);
    }
  },
  REQUESTED_BY {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.requestedBy(account);
    }
  },
  NOTIFIED {
    @Override
    Set<Long> of(ReferenceModel model, long account) {
      return model.notified(account);
    }
  };

  abstract Set<Long> of(ReferenceModel model, long account);
}
