package io.rivulet.kept;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A list as the HTTP convention has it.
@JsonNaming(SnakeCaseStrategy.class)
public record ListAnswer(String id, String title, String repliesPolicy, boolean exclusive) {
  public static ListAnswer of(AccountList list) {
    return new ListAnswer(
        Long.toString(list.id()), list.title(), list.replies().json(), list.exclusive());
  }
}
