package monkey.dataset.python;

import java.util.Objects;

/**
 * The values that markers are held against (PEP 508), as the interpreter of a runtime environment reports them. The extra
 * is not among them: it is asked anew with every question.
 *
 * @param implementationName {@code sys.implementation.name}, as {@code cpython}
 * @param implementationVersion as {@code 3.11.7}
 * @param osName {@code os.name}, as {@code posix}
 * @param platformMachine {@code platform.machine()}, as {@code x86_64}
 * @param platformPythonImplementation as {@code CPython}
 * @param platformRelease {@code platform.release()}, of Linux the kernel's
 * @param platformSystem as {@code Linux}
 * @param platformVersion {@code platform.version()}
 * @param pythonFullVersion {@code platform.python_version()}, as {@code 3.11.7} or {@code 3.14.0rc1}
 * @param pythonVersion as {@code 3.11}
 * @param sysPlatform {@code sys.platform}, as {@code linux}
 */
public record MarkerEnvironment(
        String implementationName,
        String implementationVersion,
        String osName,
        String platformMachine,
        String platformPythonImplementation,
        String platformRelease,
        String platformSystem,
        String platformVersion,
        String pythonFullVersion,
        String pythonVersion,
        String sysPlatform) {

    /** An interpreter built from an untagged checkout says {@code 3.13.0+}, which is no version; its local label is empty. */
    public MarkerEnvironment {
        if (pythonFullVersion.endsWith("+")) {
            pythonFullVersion += "local";
        }
        Objects.requireNonNull(implementationName, "implementation_name");
        Objects.requireNonNull(implementationVersion, "implementation_version");
        Objects.requireNonNull(osName, "os_name");
        Objects.requireNonNull(platformMachine, "platform_machine");
        Objects.requireNonNull(platformPythonImplementation, "platform_python_implementation");
        Objects.requireNonNull(platformRelease, "platform_release");
        Objects.requireNonNull(platformSystem, "platform_system");
        Objects.requireNonNull(platformVersion, "platform_version");
        Objects.requireNonNull(pythonVersion, "python_version");
        Objects.requireNonNull(sysPlatform, "sys_platform");
    }

    /**
     * The value of a variable.
     *
     * @param extra the value of {@link MarkerVariable#EXTRA}
     * @throws UndefinedMarkerException for variables that only lock files have
     */
    String value(MarkerVariable variable, String extra) {
        switch (variable) {
            case IMPLEMENTATION_NAME:
                return implementationName;
            case IMPLEMENTATION_VERSION:
                return implementationVersion;
            case OS_NAME:
                return osName;
            case PLATFORM_MACHINE:
                return platformMachine;
            case PLATFORM_PYTHON_IMPLEMENTATION:
                return platformPythonImplementation;
            case PLATFORM_RELEASE:
                return platformRelease;
            case PLATFORM_SYSTEM:
                return platformSystem;
            case PLATFORM_VERSION:
                return platformVersion;
            case PYTHON_FULL_VERSION:
                return pythonFullVersion;
            case PYTHON_VERSION:
                return pythonVersion;
            case SYS_PLATFORM:
                return sysPlatform;
            case EXTRA:
                return extra;
            default:
                throw new UndefinedMarkerException("'" + variable.symbol() + "' has no value outside lock files");
        }
    }
}
