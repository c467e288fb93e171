/// Bad input for every door of a running system, made at random from a seed.
///
/// A [io.rivulet.fuzz.Door] is a way in. Its cases are made one by one, each from the seed and its
/// own number, so that any can be made again; what comes of them is judged by what must hold
/// whatever comes in. A case that fails is made smaller and told as one line, which `deploy/rivulet
/// fuzz --repeat` sends again.
@NullMarked
package io.rivulet.fuzz;

import org.jspecify.annotations.NullMarked;
