/**
 * Images, containers and volumes as Docker has them, on plain directories and the simulated layer.
 */
package dev.layertax.harness.engine.simulated;
