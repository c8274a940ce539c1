package monkey.amun.argo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import monkey.amun.InputFile;
import monkey.amun.InspectionSpecification;
import monkey.amun.LockedPackage;
import monkey.amun.UnsuitableSpecificationException;
import monkey.amun.results.Json;
import monkey.amun.results.Results;
import tools.jackson.databind.node.ObjectNode;

/** What the pod is told: all of the specification, in the harness's words. */
final class PodJob {
    static final int BUILD_SECONDS = 900;

    private PodJob() {}

    /**
     * @param resultBytes most characters of the encoded document
     * @throws UnsuitableSpecificationException when a package lies where no pod can get it
     */
    static String encoded(InspectionSpecification specification, PodSettings settings, int resultBytes) {
        ObjectNode job = Json.MAPPER.createObjectNode();
        job.put("version", 1);
        job.put("identifier", specification.identifier());
        job.put("python_version", specification.base());
        for (LockedPackage locked : specification.packages()) {
            String scheme = locked.file().getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new UnsuitableSpecificationException(
                        "a pod cannot get " + locked.filename() + " from " + locked.file()
                                + ": only files at http:// or https:// addresses can be installed on a cluster");
            }
            if (locked.file().getRawUserInfo() != null) {
                throw new UnsuitableSpecificationException("the address of " + locked.filename()
                        + " holds a login, which every reader of workflows would see. Let the cluster have a proxy or a"
                        + " mirror that needs none, or the secret 'monkey-installer' hold a NETRC");
            }
        }
        job.put("requirements", specification.requirements());
        job.put(
                "hashed",
                specification.packages().stream()
                        .noneMatch(locked -> locked.sha256().isEmpty()));
        job.put("sources", specification.packages().stream().anyMatch(LockedPackage::isSourceDistribution));
        byte[] script = specification.script().getBytes(StandardCharsets.UTF_8);
        job.put("script_sha256", sha256(script));
        job.putArray("files");
        lay(job, new InputFile(Results.SCRIPT, script));
        specification.files().forEach(file -> lay(job, file));
        ObjectNode variables = job.putObject("variables");
        specification.environment().forEach(variables::put);
        job.put("batch_size", specification.batchSize());
        job.put("seconds", specification.limits().timeout().toNanos() / 1e9);
        job.put("memory", specification.limits().memory());
        job.put("cpus", specification.limits().cpus());
        job.put("build_seconds", BUILD_SECONDS);
        job.put("measure", specification.visit().isPresent());
        job.set("hardware", Json.MAPPER.valueToTree(settings.hardware().asked()));
        job.put("result_bytes", resultBytes);
        return Encoded.of(job.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void lay(ObjectNode job, InputFile file) {
        job.withArray("files").addObject().put("path", file.path()).put("content", file.content());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
