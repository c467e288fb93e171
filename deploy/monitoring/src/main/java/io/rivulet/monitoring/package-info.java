/// Grafana's dashboards, made from code: what a panel shows and means is written once, and how
/// Grafana wants it told is written once, too. The files in `dashboards/` are what this package
/// makes; a test says when they are not.
@NullMarked
package io.rivulet.monitoring;

import org.jspecify.annotations.NullMarked;
