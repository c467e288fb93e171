/// The identity provider of a local run: applications register, people sign in and consent, and get
/// bearer tokens (OAuth 2.0: RFC 6749 with PKCE, RFC 7636; RFC 7009 to take tokens back; RFC 8414
/// to be found). A real installation has an issuer of its own, whose public keys services read;
/// nothing but a local run depends on this package.
@NullMarked
package io.rivulet.local.login;

import org.jspecify.annotations.NullMarked;
