package dev.layertax.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The edges between modules and packages, and one owner for each third-party library. */
@AnalyzeClasses(packages = "dev.layertax", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule benchmarks_know_only_the_jdk_and_jmh =
      classes()
          .that()
          .resideInAPackage("dev.layertax.benchmarks..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.layertax.benchmarks..", "java..", "com.sun.nio.file", "org.openjdk.jmh..")
          .because(
              "they run in the measured JVM; com.sun.nio.file is the JDK's own (jdk.unsupported), and"
                  + " only it opens a file with O_DIRECT");

  @ArchTest
  static final ArchRule workloads_write_through_java_nio_only =
      noClasses()
          .that()
          .resideInAPackage("dev.layertax.benchmarks.workload..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.layertax.benchmarks.unionfs..");

  @ArchTest
  static final ArchRule reports_know_nothing_of_what_made_the_numbers =
      noClasses()
          .that()
          .resideInAPackage("dev.layertax.reports..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.layertax.benchmarks..",
              "dev.layertax.harness..",
              "org.openjdk.jmh..",
              "com.github.dockerjava..",
              "picocli..");

  @ArchTest
  static final ArchRule nothing_imports_cli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.layertax.harness.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.layertax.harness.cli..");

  @ArchTest
  static final ArchRule engines_know_only_their_seam =
      noClasses()
          .that()
          .resideInAPackage("dev.layertax.harness.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.layertax.harness.run..",
              "dev.layertax.harness.plan..",
              "dev.layertax.harness.guarantee..");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.layertax.(*).(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule model_knows_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("dev.layertax.reports.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.layertax.reports.model..", "java..");

  @ArchTest
  static final ArchRule picocli_belongs_to_cli = owned("picocli..", "dev.layertax.harness.cli..");

  @ArchTest
  static final ArchRule jackson_belongs_to_rundir =
      owned("com.fasterxml..", "dev.layertax.reports.rundir..");

  @ArchTest
  static final ArchRule commons_belong_to_stats =
      owned("org.apache.commons.[math3|statistics|numbers|rng]..", "dev.layertax.reports.stats..");

  @ArchTest
  static final ArchRule compress_belongs_to_archive =
      owned("org.apache.commons.[compress|io|lang3]..", "dev.layertax.harness.engine.archive..");

  @ArchTest
  static final ArchRule docker_java_belongs_to_docker =
      owned("com.github.dockerjava..", "dev.layertax.harness.engine.docker..");

  @ArchTest
  static final ArchRule hdrhistogram_belongs_to_stats =
      owned("org.HdrHistogram..", "dev.layertax.reports.stats..");

  @ArchTest
  static final ArchRule yaml_belongs_to_gate =
      owned("org.snakeyaml..", "dev.layertax.reports.gate..");

  @ArchTest
  static final ArchRule xchart_belongs_to_chart =
      owned("org.knowm..", "dev.layertax.reports.chart..");

  @ArchTest
  static final ArchRule batik_belongs_to_chart =
      owned("org.apache.batik..", "dev.layertax.reports.chart..");

  @ArchTest
  static final ArchRule freemarker_belongs_to_render =
      owned("freemarker..", "dev.layertax.reports.render..");

  private static ArchRule owned(String library, String owner) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(owner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("each third-party library has one owner package: " + owner);
  }
}
