package io.rivulet.ingest.account;

import io.rivulet.account.AccountBody;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.media.Attachments;
import io.rivulet.ingest.media.Uploads;
import io.rivulet.post.WebAddresses;
import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import io.rivulet.service.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says a profile should be. What it does not mention stays.
public final class Profiles {
  private static final String AVATAR = "avatar";
  private static final String HEADER = "header";

  private final WebAddresses addresses;
  private final Uploads uploads;
  private final Attachments attachments;

  public Profiles(WebAddresses addresses, Uploads uploads, Attachments attachments) {
    this.addresses = addresses;
    this.uploads = uploads;
    this.attachments = attachments;
  }

  /// A profile as it is served now.
  ServedAccount present(long id, AccountBody body) {
    return ServedAccount.read(id, body, addresses);
  }

  /// The body of a request that brings pictures.
  Upload read(HttpServletRequest asked) {
    return uploads.read(asked);
  }

  /// A profile after a request that brings pictures, which are kept from now on.
  Profile changed(long id, Profile present, Upload upload) {
    Profile changed = changed(present, upload.fields());
    String avatar = attachments.picture(id, upload, AVATAR).orElse(changed.avatar());
    String header = attachments.picture(id, upload, HEADER).orElse(changed.header());
    return new Profile(
        changed.displayName(),
        changed.note(),
        avatar,
        header,
        changed.fields(),
        changed.bot(),
        changed.locked(),
        changed.postDefaults());
  }

  /// Lets go of pictures that were replaced.
  void replaced(long id, Profile before, Profile now) {
    if (!before.avatar().equals(now.avatar())) {
      attachments.releasePicture(id, before.avatar(), AVATAR);
    }
    if (!before.header().equals(now.header())) {
      attachments.releasePicture(id, before.header(), HEADER);
    }
  }

  /// A profile after a request with these parameters.
  static Profile changed(Profile present, Parameters parameters) {
    return Validated.of(
        () ->
            new Profile(
                parameters.string("display_name").orElse(present.displayName()),
                parameters.string("note").orElse(present.note()),
                picture(parameters, AVATAR, present.avatar()),
                picture(parameters, HEADER, present.header()),
                fields(parameters, present.fields()),
                parameters.bool("bot").orElse(present.bot()),
                parameters.bool("locked").orElse(present.locked()),
                parameters
                    .nested("source")
                    .map(source -> defaults(source, present.postDefaults()))
                    .orElse(present.postDefaults())));
  }

  private static PostDefaults defaults(Parameters source, PostDefaults present) {
    return new PostDefaults(
        source.string("privacy").map(Profiles::privacy).orElse(present.visibility()),
        source.bool("sensitive").orElse(present.sensitive()),
        language(source, present.language()));
  }

  /// An empty one takes back what there is.
  private static @Nullable String language(Parameters source, @Nullable String present) {
    if (!source.has("language")) {
      return present;
    }
    return source.string("language").filter(language -> !language.isEmpty()).orElse(null);
  }

  /// All but `direct`: a post that mentions nobody would be for nobody.
  private static Visibility privacy(String privacy) {
    return switch (privacy) {
      case "public" -> Visibility.PUBLIC;
      case "unlisted" -> Visibility.UNLISTED;
      case "private" -> Visibility.FOLLOWERS;
      default -> throw ApiException.invalid("Privacy must be public, unlisted or private");
    };
  }

  /// The address of a picture that lies elsewhere.
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
