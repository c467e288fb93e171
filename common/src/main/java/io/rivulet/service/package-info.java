/// What every Rivulet process has around its own work: configuration, bearer tokens, request
/// bodies, errors as JSON, CORS, health, readiness and metrics.
///
/// [ServiceBundle] is the entrance: a service adds it to its Dropwizard bootstrap and has all of
/// it. The HTTP conventions are those of the Mastodon client API, so that existing clients work.
@NullMarked
package io.rivulet.service;

import org.jspecify.annotations.NullMarked;
