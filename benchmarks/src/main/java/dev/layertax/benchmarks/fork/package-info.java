/**
 * The measured JVM's entry: one fork visits one cell and reports in one text file.
 *
 * <p>The harness starts {@code java -cp layertax.jar dev.layertax.benchmarks.fork.ForkMain} in a
 * container, with the words
 *
 * <pre>
 * --workload NAME --location URI [--param NAME=VALUE]…
 * --warmup-iterations N --warmup-seconds S --iterations N --iteration-seconds S
 * --result FILE
 * </pre>
 *
 * and reads FILE, tab-separated lines in UTF-8:
 *
 * <pre>
 * layertax-fork  1
 * jvm            NAME  VERSION
 * store          TYPE  NAME                    file store under the location
 * warmup         INDEX  OPERATIONS  SECONDS_PER_OP
 * iteration      INDEX  OPERATIONS  SECONDS_PER_OP
 * counter        NAME  TOTAL  OPERATIONS       over the measured iterations, both exact integers
 * latency        NANOSECONDS  COUNT            rising, merged over the measured iterations
 * verified       WHAT                          only of a workload that looks over its data
 * end
 * </pre>
 *
 * A file without its {@code end} line is a fork that died. Exit code 0 means the file is whole; on
 * any failure the reason is the last line on stderr and the exit code is not 0. With the system
 * property {@code layertax.parent} the fork leaves soon after the process of that number, so that
 * it never outlives the harness; in a container the container's end does that.
 *
 * <p>INDEX counts from 0. OPERATIONS are all the iteration did, those JMH did not time included,
 * and SECONDS_PER_OP is its elapsed time over them: the inverse of the throughput, where several
 * threads do them. On a copy-on-write layer that does not count its copies (the kernel's) the
 * counters of copy-up are absent.
 *
 * <p>The dataset must be there already, except on tmpfs, which is empty when a container starts:
 * there the fork writes it.
 *
 * <p>Read {@link dev.layertax.benchmarks.fork.ForkMain} first, then {@link
 * dev.layertax.benchmarks.fork.ForkWords} for the words, {@link
 * dev.layertax.benchmarks.fork.Recorder} for what is taken from JMH, and {@link
 * dev.layertax.benchmarks.fork.ResultFile}.
 */
package dev.layertax.benchmarks.fork;
