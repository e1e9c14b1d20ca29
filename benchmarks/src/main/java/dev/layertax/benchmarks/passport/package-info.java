/**
 * What a place is, seen from inside: a program that runs where the measured JVM will run and writes
 * down what it finds there.
 *
 * <p>The harness starts {@code java -cp layertax.jar dev.layertax.benchmarks.passport.PassportMain}
 * in a container, with the words {@code --location URI --result FILE}, and reads FILE,
 * tab-separated lines in UTF-8:
 *
 * <pre>
 * layertax-passport  1
 * fact   NAME  VALUE     path, layer, freeBytes, freeInodes, fsync, namespace
 * mount  LINE            each of /proc/self/mountinfo, in its order
 * end
 * </pre>
 *
 * A file without its {@code end} line is a program that died. A fact that the place does not tell
 * is absent. What the mounts mean is judged by the harness: here they are only seen.
 *
 * <p>Read first: {@link dev.layertax.benchmarks.passport.PassportMain}, {@link
 * dev.layertax.benchmarks.passport.FlushProbe}.
 */
package dev.layertax.benchmarks.passport;
