package monkey.amun.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.amun.InputFile;

/**
 * Amun's inspection specification. Fields that Amun's server adds, and those we do not know, are kept in the document they
 * were read from and have no say.
 *
 * @param base container image
 * @param identifier free text; empty when not given
 * @param nativePackages to be installed by the system's package manager
 * @param pythonPackages to be installed into the image, outside of the environment
 * @param locked the stack; empty for the context of an experiment
 * @param python version that the lock asks for, such as {@code 3.8}; empty when it does not
 * @param files relative to the script's working directory
 * @param script the script itself, or an address; empty when there is none
 */
public record SpecificationDocument(
        String base,
        String identifier,
        int batchSize,
        List<String> nativePackages,
        List<String> pythonPackages,
        List<LockedRequirement> locked,
        String python,
        Requests build,
        Requests run,
        List<InputFile> files,
        Map<String, String> environment,
        String script,
        boolean update,
        boolean upgradePip) {
    /** What brings the lock's packages into Amun's images; here the installer is ours. */
    private static final List<String> INSTALLERS = List.of("micropipenv", "pipenv", "pip", "setuptools", "wheel");

    public SpecificationDocument {
        nativePackages = List.copyOf(nativePackages);
        pythonPackages = List.copyOf(pythonPackages);
        locked = List.copyOf(locked);
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
    }

    /** Whether the script is to be fetched first. */
    public Optional<String> scriptAddress() {
        return script.matches("https?://\\S+") ? Optional.of(script) : Optional.empty();
    }

    /** What asks for an image of its own, which neither backend makes: in the words of the document. */
    public List<String> needsAnImage() {
        List<String> needs = new ArrayList<>();
        if (!nativePackages.isEmpty()) {
            needs.add("the native packages " + String.join(", ", nativePackages));
        }
        List<String> others = pythonPackages.stream()
                .filter(name -> !INSTALLERS.contains(name.replaceFirst("[^A-Za-z0-9_-].*", "")))
                .toList();
        if (!others.isEmpty()) {
            needs.add("the packages outside of the environment " + String.join(", ", others));
        }
        if (update) {
            needs.add("'update'");
        }
        if (upgradePip) {
            needs.add("'upgrade_pip'");
        }
        if (!build.hardware().isEmpty() && !build.hardware().equals(run.hardware())) {
            needs.add("the hardware of the build, " + build.hardware());
        }
        return needs;
    }
}
