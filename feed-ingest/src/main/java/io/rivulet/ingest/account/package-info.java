/// Accounts over HTTP: operators create them, their owners change their profiles.
@NullMarked
package io.rivulet.ingest.account;

import org.jspecify.annotations.NullMarked;
