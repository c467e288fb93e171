package io.rivulet.audit.run;

import io.rivulet.audit.judge.Difference;
import io.rivulet.audit.model.Verdict;

/// A difference with the reason why it is one.
public record Finding(Difference difference, Verdict verdict) {
  @Override
  public String toString() {
    return difference + "; by Kafka it is " + verdict;
  }
}
