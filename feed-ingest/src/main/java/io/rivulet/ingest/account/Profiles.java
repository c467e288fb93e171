package io.rivulet.ingest.account;

import io.rivulet.event.Profile;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.service.Parameters;
import java.util.ArrayList;
import java.util.List;

/// What the parameters of a request say a profile should be. What they do not mention stays.
final class Profiles {
  private Profiles() {}

  static Profile changed(Profile present, Parameters parameters) {
    return Validated.of(
        () ->
            new Profile(
                parameters.string("display_name").orElse(present.displayName()),
                parameters.string("note").orElse(present.note()),
                picture(parameters, "avatar", present.avatar()),
                picture(parameters, "header", present.header()),
                fields(parameters, present.fields()),
                parameters.bool("bot").orElse(present.bot()),
                parameters.bool("locked").orElse(present.locked())));
  }

  /// The address of a picture; uploads are not Rivulet's business.
  private static String picture(Parameters parameters, String name, String present) {
    return parameters.string(name).orElse(present);
  }

  /// `fields_attributes`: a list of objects in JSON, an object of numbered ones in a form.
  private static List<Profile.Entry> fields(Parameters parameters, List<Profile.Entry> present) {
    if (!parameters.has("fields_attributes")) {
      return present;
    }
    List<Profile.Entry> fields = new ArrayList<>();
    for (Parameters field : parameters.nestedList("fields_attributes")) {
      String name = field.string("name").orElse("");
      String value = field.string("value").orElse("");
      if (!name.isEmpty() || !value.isEmpty()) {
        fields.add(new Profile.Entry(name, value));
      }
    }
    return fields;
  }
}
