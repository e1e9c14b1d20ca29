package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each item of the list of overlayfs's semantics has a test on both sides, or a reason why not. */
class ChecklistTest {
  private static final int ITEMS = 20;

  private static final Pattern ITEM = Pattern.compile("(item\\d+|errno)_.+");

  /** Items that the kernel's side cannot show, and why. */
  private static final Map<String, String> UNION_ALONE =
      Map.of("item11", "Java sees no flush of the kernel's; the union layer counts its own");

  private static final List<Class<?>> ON_THE_UNION =
      List.of(
          UnionNamespaceTest.class,
          UnionCopyUpTest.class,
          UnionCopyDataTest.class,
          UnionOpenFilesTest.class,
          UnionRenameRmdirStatReaddirTest.class,
          UnionErrnoTest.class,
          CountersTest.class);

  private static final List<Class<?>> ON_THE_KERNEL =
      List.of(
          KernelNamespaceTest.class,
          KernelCopyUpTest.class,
          KernelCopyDataTest.class,
          KernelOpenFilesTest.class,
          KernelRenameRmdirStatReaddirTest.class,
          KernelErrnoTest.class);

  @Test
  void everyItem_hasATestOnTheUnion() {
    assertThat(items(ON_THE_UNION)).isEqualTo(allItems());
  }

  @Test
  void everyItem_hasATestOnTheKernelOrAReason() {
    Set<String> expected = allItems();
    expected.removeAll(UNION_ALONE.keySet());
    assertThat(items(ON_THE_KERNEL)).isEqualTo(expected);
  }

  @Test
  void everyContract_hasBothSides() {
    assertThat(contracts(ON_THE_KERNEL)).isEqualTo(contracts(ON_THE_UNION)).hasSize(6);
  }

  private static Set<String> contracts(List<Class<?>> tests) {
    return tests.stream()
        .map(Class::getSuperclass)
        .filter(OverlayContract.class::isAssignableFrom)
        .map(Class::getSimpleName)
        .collect(Collectors.toSet());
  }

  private static Set<String> allItems() {
    Set<String> items =
        IntStream.rangeClosed(1, ITEMS)
            .mapToObj(item -> "item" + item)
            .collect(Collectors.toCollection(TreeSet::new));
    items.add("errno");
    return items;
  }

  private static Set<String> items(List<Class<?>> tests) {
    return tests.stream()
        .flatMap(ChecklistTest::methods)
        .filter(ChecklistTest::isTest)
        .map(method -> ITEM.matcher(method.getName()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Method> methods(Class<?> test) {
    return Stream.<Class<?>>iterate(test, type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()));
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }
}
