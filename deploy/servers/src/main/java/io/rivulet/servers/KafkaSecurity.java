package io.rivulet.servers;

import java.util.Map;
import java.util.TreeMap;

/// How a broker takes encrypted connections only, knows who is there, and refuses what is not
/// allowed.
///
/// Clients sign in with a password (SCRAM). Brokers and controllers, and whoever sets passwords and
/// rights, sign in by a certificate at listeners of their own: so nothing needs a password that
/// would have to be there before the first one is set.
///
/// @param internalPort of the listener for brokers and administrators
record KafkaSecurity(ServerCertificate certificate, int internalPort) {
  /// The certificate whose owner may do everything, beside the broker's own.
  static final String ADMINISTRATOR = "kafka-admin";

  /// Settings that go before those of a broker in plain text.
  Map<String, String> properties(int port, int controllerPort) {
    String clients = "CLIENTS://127.0.0.1:" + port;
    String internal = "INTERNAL://127.0.0.1:" + internalPort;
    var properties = new TreeMap<String, String>();
    properties.put(
        "listeners",
        "%s,%s,CONTROLLER://127.0.0.1:%d".formatted(clients, internal, controllerPort));
    properties.put("advertised.listeners", clients + "," + internal);
    properties.put(
        "listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL");
    properties.put("inter.broker.listener.name", "INTERNAL");
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        "listener.name.clients.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    properties.put("ssl.keystore.type", "PEM");
    properties.put("ssl.keystore.location", certificate.both().toString());
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", certificate.authority().toString());
    properties.put("listener.name.internal.ssl.client.auth", "required");
    properties.put("listener.name.controller.ssl.client.auth", "required");
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("allow.everyone.if.no.acl.found", "false");
    properties.put(
        "super.users", "User:CN=%s;User:CN=%s".formatted(certificate.name(), ADMINISTRATOR));
    return properties;
  }
}
