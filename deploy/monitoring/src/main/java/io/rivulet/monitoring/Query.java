package io.rivulet.monitoring;

/// A query, and what its series are called.
///
/// @param expression in PromQL; `$__rate_interval` is Grafana's
/// @param legend with labels in double braces
record Query(String expression, String legend) {
  /// A percentile over all processes: buckets are added up before it is taken.
  ///
  /// @param histogram its name without `_bucket`
  /// @param by labels to keep, with commas between; may be empty
  static Query percentile(double which, String histogram, String by, String legend) {
    String labels = by.isEmpty() ? "le" : by + ", le";
    return new Query(
        "histogram_quantile(%s, sum by (%s) (rate(%s_bucket[$__rate_interval])))"
            .formatted(which, labels, histogram),
        legend);
  }

  /// So much a second.
  ///
  /// @param by labels to keep, with commas between; may be empty
  static Query rate(String counter, String by, String legend) {
    return new Query(rate(counter, by), legend);
  }

  /// The expression of [#rate(String, String, String)].
  static String rate(String counter, String by) {
    String sum = by.isEmpty() ? "sum" : "sum by (" + by + ")";
    return sum + " (rate(" + counter + "[$__rate_interval]))";
  }

  /// What part of one rate another is; nothing where neither is.
  static String share(String part, String whole) {
    return part + " / " + whole;
  }
}
