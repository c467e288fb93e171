package io.rivulet.service;

import io.dropwizard.core.Application;

/// Where the processes of all services begin.
public final class ServiceMain {
  private static final String CHECK = "--check-config";

  private ServiceMain() {}

  /// Runs a service, by Dropwizard's own arguments (`server FILE`); or, with `--check-config FILE`,
  /// says whether the file is right, and ends: with 0 if it is, else with 1.
  @SuppressWarnings("SystemExitOutsideMain") // It is what main does.
  public static void run(Application<?> application, String... arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals(CHECK)) {
      System.exit(check(application, arguments[1]));
    }
    application.run(arguments);
  }

  private static int check(Application<?> application, String file) {
    ConfigurationCheck.Found found = ConfigurationCheck.of(application, file);
    found.faults().forEach(System.err::println);
    if (found.faults().isEmpty()) {
      System.out.println(file + " is right");
    }
    return found.faults().isEmpty() ? 0 : 1;
  }
}
