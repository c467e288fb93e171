/// How many fan-out workers there should be: one rule, as a function of what is seen, as Prometheus
/// computes it, and as KEDA and Kubernetes act on it; and a simulated day that shows what it does.
@NullMarked
package io.rivulet.autoscale;

import org.jspecify.annotations.NullMarked;
