package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompatibleTagsTest {
    private static final List<WheelPlatform> LINUXES = List.of(
            new GlibcPlatform("x86_64", 2, 36),
            new GlibcPlatform("x86_64", 2, 4),
            new GlibcPlatform("x86_64", 3, 2),
            new GlibcPlatform("i686", 2, 17),
            new GlibcPlatform("aarch64", 2, 39),
            new GlibcPlatform("aarch64", 2, 16),
            new GlibcPlatform("armv7l", 2, 31),
            new GlibcPlatform("armv8l", 2, 31),
            new GlibcPlatform("ppc64le", 2, 28),
            new GlibcPlatform("s390x", 2, 34),
            new GlibcPlatform("riscv64", 2, 40),
            new GlibcPlatform("mips64", 2, 36),
            new MuslPlatform("x86_64", 1, 2),
            new MuslPlatform("aarch64", 1, 1),
            new MuslPlatform("armv8l", 1, 2));

    @Test
    void platformsOfLinuxAreThoseOfPackaging() {
        PackagingReference packaging = new PackagingReference();
        for (WheelPlatform linux : LINUXES) {
            if (linux instanceof GlibcPlatform) {
                GlibcPlatform glibc = (GlibcPlatform) linux;
                packaging.ask("linux", glibc.machine(), List.of(glibc.major(), glibc.minor()), List.of());
            } else {
                MuslPlatform musl = (MuslPlatform) linux;
                packaging.ask("linux", musl.machine(), List.of(), List.of(musl.major(), musl.minor()));
            }
        }
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < LINUXES.size(); i++) {
            assertEquals(
                    strings(answers.get(i)),
                    LINUXES.get(i).tags(),
                    LINUXES.get(i).toString());
        }
    }

    @Test
    void platformsOfMacAreThoseOfPackaging() {
        PackagingReference packaging = new PackagingReference();
        List<MacPlatform> macs = new ArrayList<>();
        for (String machine : List.of("arm64", "x86_64", "i386", "ppc64", "ppc")) {
            for (int[] version :
                    new int[][] {{10, 3}, {10, 5}, {10, 6}, {10, 15}, {11, 0}, {12, 3}, {14, 5}, {26, 1}}) {
                macs.add(new MacPlatform(machine, version[0], version[1]));
                packaging.ask("mac", List.of(version[0], version[1]), machine);
            }
        }
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < macs.size(); i++) {
            assertEquals(
                    strings(answers.get(i)), macs.get(i).tags(), macs.get(i).toString());
        }
    }

    @Test
    void tagsOfAnInterpreterAreThoseOfPackagingInTheirOrder() {
        PackagingReference packaging = new PackagingReference();
        List<String> platforms = List.of("linux_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64");
        WheelPlatform platform = new GlibcPlatform("x86_64", 2, 36);
        List<WheelInterpreter> interpreters = new ArrayList<>();
        for (int minor : new int[] {1, 2, 6, 7, 8, 11, 13, 14, 15}) {
            for (String flags :
                    minor < 8 ? List.of("m", "dm", "") : minor < 13 ? List.of("", "d") : List.of("", "d", "t", "td")) {
                Map<String, Object> settings = Map.of(
                        "Py_DEBUG", flags.contains("d") ? 1 : 0,
                        "WITH_PYMALLOC", flags.contains("m") ? 1 : 0,
                        "Py_GIL_DISABLED", flags.contains("t") ? 1 : 0,
                        "Py_UNICODE_SIZE", 2);
                interpreters.add(WheelInterpreter.cpython(3, minor, flags));
                packaging.ask("cpython", List.of(3, minor), settings, platforms);
            }
        }
        interpreters.add(WheelInterpreter.other("pypy", 3, 10, "pypy310_pp73"));
        packaging.ask("other", "pp310", List.of(3, 10), "pypy310_pp73", "pp3", platforms);
        interpreters.add(WheelInterpreter.other("graalpy", 3, 11, "graalpy311_native"));
        packaging.ask("other", "graalpy311", List.of(3, 11), "graalpy311_native", "", platforms);
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < interpreters.size(); i++) {
            WheelInterpreter interpreter = interpreters.get(i);
            assertEquals(strings(answers.get(i)), texts(interpreter.tags(platforms)), interpreter.toString());
        }
        List<WheelTag> tags = CompatibleTags.of(interpreters.get(20), platform).tags();
        assertEquals(interpreters.get(20).tags(platform.tags()), tags);
    }

    @Test
    void wheelsRankAsTheirBestTagDoesInPackaging() {
        Samples samples = new Samples(425);
        PackagingReference packaging = new PackagingReference();
        List<CompatibleTags> environments = List.of(
                CompatibleTags.of(WheelInterpreter.cpython(3, 11, ""), new GlibcPlatform("x86_64", 2, 36)),
                CompatibleTags.of(WheelInterpreter.cpython(3, 7, "m"), new MacPlatform("x86_64", 12, 0)),
                CompatibleTags.of(WheelInterpreter.cpython(3, 13, "t"), new WheelPlatform.Other("win-amd64")));
        List<String> wheels = new ArrayList<>();
        while (wheels.size() < 1_500) {
            String wheel = samples.wheel();
            if (DistributionFilename.of(PackageName.unchecked(wheel.split("-")[0]), wheel) instanceof WheelFilename) {
                wheels.add(wheel);
            }
        }
        environments.forEach(tags -> packaging.ask("ranks", texts(tags.tags()), wheels));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < environments.size(); i++) {
            int accepted = 0;
            for (int j = 0; j < wheels.size(); j++) {
                WheelFilename wheel = WheelFilename.parse(wheels.get(j));
                assertEquals(
                        answers.get(i).get(j).asInt(),
                        environments.get(i).rank(wheel).orElse(-1),
                        wheels.get(j));
                accepted += environments.get(i).accept(wheel) ? 1 : 0;
            }
            assertTrue(accepted > 20, accepted + " wheels run in environment " + i);
        }
    }

    @Test
    void ofWheelsThatRunTheBestTagWinsAndThenTheHighestBuild() {
        CompatibleTags tags =
                CompatibleTags.of(WheelInterpreter.cpython(3, 11, ""), new GlibcPlatform("x86_64", 2, 36));
        List<WheelFilename> wheels = List.of(
                        "a-1-py3-none-any.whl",
                        "a-1-cp39-abi3-manylinux_2_17_x86_64.whl",
                        "a-1-cp311-cp311-win_amd64.whl",
                        "a-1-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "a-1-2-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "a-1-10b-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "a-1-99-cp311-cp311-manylinux_2_17_x86_64.whl")
                .stream()
                .map(WheelFilename::parse)
                .collect(Collectors.toList());
        assertEquals(
                "a-1-10b-cp311-cp311-manylinux_2_28_x86_64.whl",
                tags.best(wheels).orElseThrow().text());
        assertTrue(tags.best(wheels.subList(2, 3)).isEmpty());
    }

    private static List<String> texts(List<WheelTag> tags) {
        return tags.stream().map(WheelTag::toString).collect(Collectors.toList());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }
}
