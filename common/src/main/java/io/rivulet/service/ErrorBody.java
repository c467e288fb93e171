package io.rivulet.service;

/// The one shape of an error answer.
record ErrorBody(String error) {}
