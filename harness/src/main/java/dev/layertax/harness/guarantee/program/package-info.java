/**
 * The programs that the experiments run in containers: they write, look, and say what they found.
 *
 * <p>Read first: {@link dev.layertax.harness.guarantee.program.Facts} (what a program says), {@code
 * Program} (what each does around its own work), {@link
 * dev.layertax.harness.guarantee.program.Ledger}.
 *
 * <p>They use {@code java.nio} alone. In a container only what a program finds there counts; that
 * is why they check every byte themselves and hand back figures, never a verdict.
 */
package dev.layertax.harness.guarantee.program;
