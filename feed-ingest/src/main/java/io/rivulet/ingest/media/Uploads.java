package io.rivulet.ingest.media;

import io.rivulet.event.Limits;
import io.rivulet.id.IdGenerator;
import io.rivulet.media.MediaFormat;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import io.rivulet.service.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes uploads in: looks at what they are, cleans them, keeps them.
public final class Uploads {
  private static final int SECRET_BYTES = 16;

  /// Two numbers from -1 to 1.
  private static final Pattern FOCUS =
      Pattern.compile(
          "(-?(?:0?\\.\\d{1,9}|[01](?:\\.\\d{1,9})?)),(-?(?:0?\\.\\d{1,9}|[01](?:\\.\\d{1,9})?))");

  private final MediaFolder folder;
  private final MediaSettings settings;
  private final IdGenerator ids;
  private final SecureRandom random = new SecureRandom();

  public Uploads(MediaSettings settings, IdGenerator ids) {
    this.folder = MediaFolder.open(settings.folder());
    this.settings = settings;
    this.ids = ids;
  }

  MediaFolder folder() {
    return folder;
  }

  /// Reads the body of a request that brings files.
  public Upload read(HttpServletRequest asked) {
    return Upload.read(asked, folder.arriving(), settings.limits().mostBytes());
  }

  /// Keeps a file of a request.
  ///
  /// @throws ApiException `INVALID` if it is of no format that is taken, or too large
  MediaEntry keep(long account, Part file, Parameters described) {
    String description = description(described).orElse("");
    List<Double> focus = focus(described).orElse(List.of());
    MediaFormat format = format(file);
    if (file.getSize() > settings.limits().bytes(format)) {
      throw ApiException.invalid(
          "File must have at most " + settings.limits().bytes(format) + " bytes");
    }
    long id = ids.next();
    Path received = folder.arriving().resolve(id + ".received");
    Path cleaned = folder.arriving().resolve(id + ".cleaned");
    try {
      Upload.take(file, received);
      Size size = clean(format, received, cleaned);
      MediaEntry entry =
          new MediaEntry(
              id, account, secret(), format, size.width(), size.height(), description, focus);
      folder.add(entry, cleaned);
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(received);
      delete(cleaned);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MediaFormat format(Part file) {
    try (InputStream in = file.getInputStream()) {
      return Signatures.format(in.readNBytes(Signatures.LENGTH))
          .orElseThrow(() -> ApiException.invalid("File is of no type that is supported here"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Size clean(MediaFormat format, Path received, Path cleaned) throws IOException {
    Size size;
    try {
      size = Cleaning.clean(format, received, cleaned);
    } catch (UnreadableMediaException e) {
      throw ApiException.invalid("File is " + e.getMessage());
    }
    if (size.pixels() > settings.limits().imagePixels()
        || size.width() > Limits.PIXELS
        || size.height() > Limits.PIXELS) {
      throw ApiException.invalid(
          "File must have at most " + settings.limits().imagePixels() + " pixels");
    }
    return size;
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// An upload of an account. Of somebody else's nobody is told that it is there.
  Optional<MediaEntry> find(long account, long id) {
    return folder.find(id).filter(entry -> entry.account() == account);
  }

  /// As [#find].
  ///
  /// @throws ApiException `NOT_FOUND` if there is none
  MediaEntry own(long account, long id) {
    return find(account, id).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }

  /// Changes what is said of an upload. Posts that show it keep what they say of it.
  MediaEntry describe(MediaEntry present, Parameters described) {
    MediaEntry changed = description(described).map(present::described).orElse(present);
    changed = focus(described).map(changed::focused).orElse(changed);
    try {
      folder.write(changed);
      return changed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> description(Parameters described) {
    Optional<String> description = described.string("description");
    description.ifPresent(
        text -> {
          if (text.codePointCount(0, text.length()) > Limits.DESCRIPTION) {
            throw ApiException.invalid(
                "Description must have at most " + Limits.DESCRIPTION + " characters");
          }
        });
    return description;
  }

  private static Optional<List<Double>> focus(Parameters described) {
    return described
        .string("focus")
        .filter(text -> !text.isEmpty())
        .map(
            text -> {
              var place = FOCUS.matcher(text);
              if (!place.matches()) {
                throw ApiException.invalid("Focus must be two numbers from -1 to 1");
              }
              return List.of(place(place.group(1)), place(place.group(2)));
            });
  }

  private static double place(String number) {
    return Math.clamp(Double.parseDouble(number), -1, 1);
  }
}
