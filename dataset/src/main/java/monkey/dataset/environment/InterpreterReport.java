package monkey.dataset.environment;

import java.util.Optional;
import monkey.dataset.python.MarkerEnvironment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code scripts/inspection/interpreter.py} prints about the interpreter that runs it.
 *
 * @param executable path of the interpreter, on its machine
 * @param markers the values that markers ask for
 * @param abiFlags {@code sys.abiflags}
 * @param abi the ABI of its extension modules; empty of CPython, whose version and flags tell
 * @param platform {@code sysconfig.get_platform()}, as {@code linux-x86_64}
 * @param bits width of a pointer, 32 or 64
 * @param libc {@code glibc} or {@code musl}; empty of other systems than Linux
 * @param libcVersion version of it
 * @param system the operating system's name, as {@code debian}
 * @param systemVersion the operating system's version, as {@code 12}; empty of those that have none
 */
public record InterpreterReport(
        String executable,
        MarkerEnvironment markers,
        String abiFlags,
        Optional<String> abi,
        String platform,
        int bits,
        Optional<String> libc,
        Optional<String> libcVersion,
        String system,
        String systemVersion) {
    private static final int FORMAT = 1;

    /**
     * Reads the report.
     *
     * @throws IllegalArgumentException if it is not JSON, or of another format, or lacks a value
     */
    public static InterpreterReport parse(String json) {
        JsonNode report;
        try {
            report = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the report of an interpreter is not JSON: " + e.getOriginalMessage(), e);
        }
        if (report.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException("not an interpreter's report of format " + FORMAT);
        }
        return new InterpreterReport(
                text(report, "executable"),
                markers(report.path("markers")),
                text(report, "abi_flags"),
                optional(report, "abi"),
                text(report, "platform"),
                bits(report),
                optional(report, "libc"),
                optional(report, "libc_version"),
                text(report, "system"),
                text(report, "system_version"));
    }

    private static int bits(JsonNode report) {
        String bits = text(report, "bits");
        if (!bits.equals("32") && !bits.equals("64")) {
            throw new IllegalArgumentException(
                    "the report of an interpreter has '" + bits + "' for 'bits', not 32 or 64");
        }
        return Integer.parseInt(bits);
    }

    private static MarkerEnvironment markers(JsonNode values) {
        return new MarkerEnvironment(
                text(values, "implementation_name"),
                text(values, "implementation_version"),
                text(values, "os_name"),
                text(values, "platform_machine"),
                text(values, "platform_python_implementation"),
                text(values, "platform_release"),
                text(values, "platform_system"),
                text(values, "platform_version"),
                text(values, "python_full_version"),
                text(values, "python_version"),
                text(values, "sys_platform"));
    }

    private static String text(JsonNode object, String field) {
        return optional(object, field)
                .orElseThrow(() -> new IllegalArgumentException("the report of an interpreter lacks '" + field + "'"));
    }

    private static Optional<String> optional(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }
}
