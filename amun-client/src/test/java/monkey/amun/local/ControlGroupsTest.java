package monkey.amun.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import monkey.amun.results.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Where the harness looks for control groups, told by files like those of machines this one is not. What a kernel does
 * with the limits is seen where inspections run out of memory.
 */
class ControlGroupsTest {
    private static final String ASK = """
            import json, os, sys
            sys.path.insert(0, sys.argv[1])
            import control_groups
            control_groups._try = lambda controller, version, base: None if os.path.isdir(base) else "not there"
            found, lacking = control_groups.find(sys.argv[2], sys.argv[3])
            print(json.dumps({"found": found, "lacking": lacking}))
            """;

    @TempDir
    Path machine;

    private JsonNode find(String mounts, String memberships) throws Exception {
        Path harness = Harness.unpack(Inspections.HOME.resolve("tools"));
        Path mountinfo = Files.writeString(machine.resolve("mountinfo"), mounts.replace("ROOT", machine.toString()));
        Path own = Files.writeString(machine.resolve("cgroup"), memberships);
        Process process = new ProcessBuilder(
                        Inspections.python().executable().toString(),
                        "-I",
                        "-S",
                        "-c",
                        ASK,
                        harness.toString(),
                        mountinfo.toString(),
                        own.toString())
                .redirectErrorStream(true)
                .start();
        return Json.MAPPER.readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void version_one_is_used_in_the_own_group_or_where_that_is_not_mounted_at_its_top() throws Exception {
        Files.createDirectories(machine.resolve("memory/user/me"));
        Files.createDirectories(machine.resolve("pids"));
        JsonNode answer = find(
                "30 24 0:26 / ROOT/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n"
                        + "31 24 0:27 / ROOT/pids rw,relatime shared:10 - cgroup cgroup rw,pids\n",
                "4:memory:/user/me\n8:pids:/docker/0123\n0::/\n");
        assertEquals(
                machine.resolve("memory/user/me").toString(),
                answer.get("found").get("memory").get("base").asString(),
                answer.toString());
        assertEquals(1, answer.get("found").get("memory").get("version").asInt());
        assertEquals(
                machine.resolve("pids").toString(),
                answer.get("found").get("pids").get("base").asString());
        assertEquals(
                "no cpu controller is mounted", answer.get("lacking").get("cpu").asString());
    }

    @Test
    void version_two_is_used_where_version_one_has_no_such_controller() throws Exception {
        Path group = Files.createDirectories(machine.resolve("unified/user.slice/app"));
        JsonNode answer = find("30 24 0:26 / ROOT/unified rw,relatime - cgroup2 cgroup2 rw\n", "0::/user.slice/app\n");
        for (String controller : new String[] {"memory", "pids"}) {
            JsonNode found = answer.get("found").get(controller);
            assertEquals(2, found.get("version").asInt(), answer.toString());
            assertEquals(group.toString(), found.get("base").asString());
        }
    }

    @Test
    void without_any_the_reason_is_told() throws Exception {
        JsonNode answer = find("22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n", "0::/\n");
        assertTrue(answer.get("found").isEmpty());
        assertEquals(
                "no memory controller is mounted",
                answer.get("lacking").get("memory").asString());
    }
}
