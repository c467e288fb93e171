package io.rivulet.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyspaceTest {
  private static Object any(Class<?> type) {
    if (type == String.class) {
      return "ann:home:7";
    }
    return type == long.class ? (Object) 7L : (Object) 7;
  }

  private static byte[] key(Method method) throws ReflectiveOperationException {
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(KeyspaceTest::any).toArray();
    return (byte[]) method.invoke(null, arguments);
  }

  /// So that whoever adds a key adds its name.
  @Test
  void everyKeyHasTheNameOfAKeyspaceAndEveryKeyspaceAKey() throws Exception {
    Set<String> names = new HashSet<>();
    for (Method method : Keyspace.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == byte[].class) {
        names.add(Keyspace.nameOf(ByteBuffer.wrap(key(method))));
      }
    }
    assertThat(names).isEqualTo(Keyspace.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "{7}", "{7}:", "{7}::home", "{7}:homes:1", "{7}:home\n", "home"})
  void whatIsNoneOfOursIsOther(String key) {
    assertThat(Keyspace.nameOf(ByteBuffer.wrap(key.getBytes(UTF_8)))).isEqualTo(Keyspace.OTHER);
  }

  @Test
  void aKeyIsLookedAtFromWhereItBeginsAndLeftAsItIs() {
    ByteBuffer key = ByteBuffer.wrap("xx{7}:home:1yy".getBytes(UTF_8), 2, 10);
    assertThat(Keyspace.nameOf(key)).isEqualTo("home");
    assertThat(key.position()).isEqualTo(2);
    assertThat(key.remaining()).isEqualTo(10);
  }
}
