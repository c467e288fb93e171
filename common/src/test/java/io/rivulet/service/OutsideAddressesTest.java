package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {
  private static OutsideAddresses leadingTo(List<Network> allowed, String... literals) {
    return new OutsideAddresses(
        _ -> Stream.of(literals).map(InetAddress::ofLiteral).toList(), allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:1.1.1.1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00::1"
      })
  void publicAddressesAreFetchedFrom(String literal) throws IOException {
    assertThat(leadingTo(List.of(), literal).of("a.example"))
        .containsExactly(InetAddress.ofLiteral(literal));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "this network, 0.0.0.0",
    "this network, 0.255.255.255",
    "private, 10.0.0.0",
    "private, 10.255.255.255",
    "carriers, 100.64.0.0",
    "carriers, 100.127.255.255",
    "this machine, 127.0.0.1",
    "this machine, 127.255.255.255",
    "link-local, 169.254.0.1",
    "metadata of clouds, 169.254.169.254",
    "metadata of one cloud, 100.100.100.200",
    "metadata of one cloud, 192.0.0.192",
    "private, 172.16.0.0",
    "private, 172.31.255.255",
    "documentation, 192.0.2.1",
    "relays of 6to4, 192.88.99.1",
    "private, 192.168.0.0",
    "private, 192.168.255.255",
    "benchmarks, 198.18.0.1",
    "benchmarks, 198.19.255.255",
    "documentation, 198.51.100.1",
    "documentation, 203.0.113.1",
    "multicast, 224.0.0.1",
    "multicast, 239.255.255.255",
    "reserved, 240.0.0.1",
    "broadcast, 255.255.255.255",
    "unspecified, ::",
    "this machine, ::1",
    "this machine mapped, ::ffff:127.0.0.1",
    "private mapped, ::ffff:10.0.0.1",
    "metadata mapped, ::ffff:a9fe:a9fe",
    "compatible with IPv4, ::7f00:1",
    "NAT64, 64:ff9b::a00:1",
    "NAT64 of one's own, 64:ff9b:1::a00:1",
    "discarded, 100::1",
    "Teredo, 2001:0:a00:1::1",
    "documentation, 2001:db8::1",
    "6to4, 2002:a00:1::1",
    "documentation, 3fff::1",
    "unique local, fc00::1",
    "unique local, fd00::1",
    "metadata of one cloud, fd00:ec2::254",
    "link-local, fe80::1",
    "site-local, fec0::1",
    "multicast, ff02::1"
  })
  void allOthersAreRefused(String what, String literal) {
    assertThatThrownBy(() -> leadingTo(List.of(), literal).of("a.example"))
        .as(what)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.example leads to ");
  }

  /// As resolvers of the system understand them, and filters of texts do not.
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "0x7f000001", "127.1", "localhost"})
  void otherSpellingsOfThisMachineAreNoWayAround(String host) {
    assertThatThrownBy(() -> new OutsideAddresses(List.of()).of(host))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aNameThatLeadsToBothSidesIsRefused() {
    assertThatThrownBy(() -> leadingTo(List.of(), "1.1.1.1", "10.0.0.1").of("a.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("10.0.0.1");
  }

  @Test
  void whatIsAllowedIsFetchedFromAndNoMore() throws IOException {
    List<Network> allowed = List.of(Network.of("10.1.0.0/16"), Network.of("fd00:1::/32"));
    for (String inner : new String[] {"10.1.0.1", "10.1.255.255", "::ffff:10.1.0.1", "fd00:1::5"}) {
      assertThat(leadingTo(allowed, inner).of("a.example")).hasSize(1);
    }
    for (String other : new String[] {"10.2.0.1", "10.0.255.255", "fd00:2::5", "127.0.0.1"}) {
      assertThatThrownBy(() -> leadingTo(allowed, other).of("a.example"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aNameThatIsNotKnownIsAFailure() {
    var nobody =
        new OutsideAddresses(
            host -> {
              throw new UnknownHostException(host);
            },
            List.of());
    assertThatThrownBy(() -> nobody.of("a.example")).isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "a.example/8"})
  void whatIsNoNetworkIsToldAsItWasWritten(String text) {
    assertThatThrownBy(() -> Network.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void aNetworkIsWrittenAsItIsRead() {
    assertThat(Network.of("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Network.of("10.0.0.7"))
        .hasToString("10.0.0.7/32")
        .isEqualTo(Network.of("10.0.0.7/32"));
  }
}
