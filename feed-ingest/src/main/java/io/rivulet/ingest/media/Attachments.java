package io.rivulet.ingest.media;

import io.rivulet.event.Media;
import io.rivulet.id.Ids;
import io.rivulet.media.MediaLimits;
import io.rivulet.post.WebAddresses;
import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import io.rivulet.service.Upload;
import jakarta.servlet.http.Part;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ties uploads to what shows them, by their addresses, so that they are kept as long as it does.
///
/// An upload may be shown by several posts of its owner: some clients repeat a request that failed,
/// though what they sent may have been stored, and "delete and write anew" uses the same one again.
public final class Attachments {
  private final Uploads uploads;
  private final WebAddresses addresses;

  public Attachments(Uploads uploads, WebAddresses addresses) {
    this.uploads = uploads;
    this.addresses = addresses;
  }

  /// What a request's `media_ids` name; empty if it has none.
  ///
  /// @param present by their ids, what the post shows now
  /// @throws ApiException `INVALID` unless they are uploads of the account, or shown now
  public Optional<List<Media>> named(
      long account, Parameters parameters, Map<Long, Media> present) {
    if (!parameters.has("media_ids")) {
      return Optional.empty();
    }
    Set<String> ids = new LinkedHashSet<>(parameters.strings("media_ids"));
    ids.remove("");
    if (ids.size() > Math.max(MediaLimits.UPLOADS_PER_POST, present.size())) {
      throw ApiException.invalid(
          "Media ids must be at most " + MediaLimits.UPLOADS_PER_POST + " at once");
    }
    return Optional.of(ids.stream().map(id -> named(account, id, present)).toList());
  }

  private Media named(long account, String id, Map<Long, Media> present) {
    Media shown = present.get(Ids.parse(id));
    return shown != null
        ? shown
        : uploads
            .find(account, Ids.parse(id))
            .map(entry -> entry.media(addresses))
            .orElseThrow(() -> notYours(id));
  }

  private static ApiException notYours(String id) {
    return ApiException.invalid("Media id " + id + " is no upload of yours");
  }

  /// Notes that a post shows uploads, before it is published: afterwards it would be too late to
  /// keep them.
  ///
  /// @param shown what it shows already
  /// @throws ApiException `INVALID` unless all are of the account: addresses can be spelled, and
  ///   one may have been deleted in this moment
  public void use(long account, Collection<Media> media, Collection<Media> shown, long post) {
    for (long id : without(media, shown)) {
      if (uploads.find(account, id).isEmpty() || !uploads.folder().use(id, Long.toString(post))) {
        throw notYours(Long.toString(id));
      }
    }
  }

  /// Notes that a post shows some media no more.
  ///
  /// @param kept what it shows still
  public void release(Collection<Media> media, Collection<Media> kept, long post) {
    for (long id : without(media, kept)) {
      uploads.folder().release(id, Long.toString(post));
    }
  }

  /// Ids of the uploads that are among `media`, but not among the others.
  private Set<Long> without(Collection<Media> media, Collection<Media> others) {
    Set<Long> ids = new LinkedHashSet<>();
    media.forEach(medium -> ids.add(addresses.mediaId(medium.url())));
    others.forEach(medium -> ids.remove(addresses.mediaId(medium.url())));
    ids.remove(0L);
    return ids;
  }

  /// The address of a picture that comes with a change of a profile; empty if none does.
  ///
  /// @param role `avatar` or `header`
  public Optional<String> picture(long account, Upload upload, String role) {
    return upload.file(role).map(file -> picture(account, file, role));
  }

  private String picture(long account, Part file, String role) {
    MediaEntry entry = uploads.keep(account, file, Parameters.EMPTY);
    if (!entry.format().isPicture()) {
      throw ApiException.invalid("The " + role + " must be a picture");
    }
    uploads.folder().use(entry.id(), role);
    return entry.media(addresses).url();
  }

  /// Notes that a profile shows a picture no more. Its address may be that of somebody else's, who
  /// shows it still.
  public void releasePicture(long account, String url, String role) {
    uploads
        .find(account, addresses.mediaId(url))
        .ifPresent(entry -> uploads.folder().release(entry.id(), role));
  }
}
