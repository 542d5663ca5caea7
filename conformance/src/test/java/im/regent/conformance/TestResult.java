package im.regent.conformance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one test method that names a rule, as {@code RuleRecorder} wrote it down.
 *
 * @param passed how many of its cases passed
 */
record TestResult(String rule, String testClass, String method, int passed, int failed, int skipped) {
    /** The results of all modules; those of test classes that are gone do not count. */
    static List<TestResult> readAll(Path root) throws IOException {
        List<TestResult> results = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path module : modules) {
                Path directory = module.resolve("target").resolve("rules");
                if (Files.isDirectory(directory)) {
                    read(module, directory, results);
                }
            }
        }
        return results;
    }

    private static void read(Path module, Path directory, List<TestResult> results) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.tsv")) {
            for (Path file : files) {
                if (hasSource(module, file)) {
                    Files.readAllLines(file).forEach(line -> results.add(parse(line)));
                }
            }
        }
    }

    /** Results stay on the disk when their test is deleted or renamed. */
    private static boolean hasSource(Path module, Path file) {
        String name = file.getFileName().toString().replaceFirst("(\\$.*)?\\.tsv$", "");
        return Files.exists(module.resolve("src/test/java/" + name.replace('.', '/') + ".java"));
    }

    private static TestResult parse(String line) {
        String[] cells = line.split("\t", -1);
        return new TestResult(
                cells[0],
                cells[1],
                cells[2],
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                Integer.parseInt(cells[5]));
    }

    /** Whether it shows anything: at least one case passed, and none failed. */
    boolean isProof() {
        return passed > 0 && failed == 0;
    }

    /** As the pages name it. */
    String name() {
        return testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.') + '.' + method;
    }
}
