/// The chart as Helm renders it, held to the schemas of Kubernetes, to the services' own
/// configuration, and to what the planner and the autoscaler say.
@NullMarked
package io.rivulet.helm;

import org.jspecify.annotations.NullMarked;
