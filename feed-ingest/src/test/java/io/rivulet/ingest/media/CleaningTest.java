package io.rivulet.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rivulet.media.MediaFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CleaningTest {
  @TempDir private Path folder;

  /// What is left of a file.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Cleaned(Size size, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private Cleaned clean(MediaFormat format, byte[] file) throws Exception {
    Path source = Files.write(folder.resolve("source"), file);
    Path target = folder.resolve("target");
    Size size = Cleaning.clean(format, source, target);
    return new Cleaned(size, Files.readAllBytes(target));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        arguments(MediaFormat.JPEG, Samples.jpeg(64, 48), new Size(48, 64)),
        arguments(MediaFormat.PNG, Samples.png(64, 48), new Size(64, 48)),
        arguments(MediaFormat.WEBP, Samples.webp(), new Size(320, 200)),
        arguments(MediaFormat.MP4, Samples.mp4(), Size.NONE));
  }

  @ParameterizedTest
  @MethodSource("files")
  void nobodyLearnsWhereItWasMade(MediaFormat format, byte[] file, Size expected) throws Exception {
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(Samples.PLACE);
    Cleaned cleaned = clean(format, file);
    assertThat(cleaned.text()).doesNotContain(Samples.PLACE);
    assertThat(cleaned.size()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFormatIsToldByTheFirstBytes(MediaFormat format, byte[] file, Size size) {
    assertThat(Signatures.format(Arrays.copyOf(file, Signatures.LENGTH))).hasValue(format);
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsCleanStaysAsItIs(MediaFormat format, byte[] file, Size size) throws Exception {
    byte[] once = clean(format, file).bytes();
    Cleaned twice = clean(format, once);
    assertThat(twice.bytes()).isEqualTo(once);
    assertThat(twice.size()).isEqualTo(size);
  }

  @Test
  void thePictureIsTheSameDotByDot() throws Exception {
    BufferedImage jpeg = image(clean(MediaFormat.JPEG, Samples.jpeg(64, 48)).bytes());
    BufferedImage png = image(clean(MediaFormat.PNG, Samples.png(64, 48)).bytes());
    assertThat(dots(jpeg)).isEqualTo(dots(image(Samples.plainJpeg(64, 48))));
    assertThat(dots(png)).isEqualTo(dots(image(Samples.png(64, 48))));
  }

  private static BufferedImage image(byte[] bytes) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static int[] dots(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void theSideThatIsUpStaysUp() throws Exception {
    String cleaned = clean(MediaFormat.JPEG, Samples.jpeg(64, 48)).text();
    assertThat(cleaned).contains("Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6");
    assertThat(clean(MediaFormat.JPEG, Samples.plainJpeg(64, 48)).text()).doesNotContain("Exif");
  }

  @Test
  void aFilmIsWhereItWas() throws Exception {
    byte[] file = Samples.mp4();
    Cleaned cleaned = clean(MediaFormat.MP4, file);
    assertThat(cleaned.bytes()).hasSameSizeAs(file);
    assertThat(cleaned.text()).contains("the film itself").contains("tkhd", "mvhd", "free");
  }

  @Test
  void aGifIsMeasured() throws Exception {
    assertThat(clean(MediaFormat.GIF, Samples.gif(30, 20)).size()).isEqualTo(new Size(30, 20));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileThatBreaksOffOrIsBrokenIsRefusedOrCopied(MediaFormat format, byte[] file, Size size)
      throws Exception {
    Random random = new Random(17);
    for (int i = 0; i < 500; i++) {
      byte[] broken = Arrays.copyOf(file, 1 + random.nextInt(file.length));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        clean(format, broken);
      } catch (UnreadableMediaException e) {
        assertThat(e).hasMessageMatching("(a|no|the) .*");
      }
    }
  }

  @Test
  void whatIsNoMediumIsNoMedium() {
    for (String text :
        new String[] {
          "", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "%PDF-1.7", "MZ"
        }) {
      assertThat(Signatures.format(Samples.latin(text))).isEmpty();
    }
  }

  @Test
  void aJpegWithoutAPictureIsRefused() {
    assertThatThrownBy(() -> clean(MediaFormat.JPEG, new byte[] {-1, -40, -1, -39}))
        .isInstanceOf(UnreadableMediaException.class);
  }
}
