package monkey.amun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identity of a specification. Every value is fed with its length before it and every list with its size, so that no
 * two specifications can run into the same bytes.
 */
final class SpecificationDigest {
    private final MessageDigest sha256;

    private SpecificationDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(InspectionSpecification specification) {
        SpecificationDigest digest = new SpecificationDigest();
        digest.text("monkey-inspection-1").text(specification.base());
        digest.number(specification.packages().size());
        for (LockedPackage locked : specification.packages()) {
            digest.text(locked.pin())
                    .text(locked.filename())
                    .number(locked.sha256().size());
            locked.sha256().forEach(digest::text);
            if (locked.sha256().isEmpty()) {
                digest.text(locked.file().toString());
            }
        }
        digest.text(specification.script()).number(specification.files().size());
        for (InputFile file : specification.files()) {
            digest.text(file.path()).bytes(file.content());
        }
        digest.number(specification.environment().size());
        specification.environment().forEach((name, value) -> digest.text(name).text(value));
        digest.number(specification.batchSize())
                .number(specification.limits().timeout().toMillis())
                .number(specification.limits().memory())
                .text(Double.toString(specification.limits().cpus()));
        specification
                .visit()
                .ifPresent(visit ->
                        digest.text(visit.session()).number(visit.round()).number(visit.control() ? 1 : 0));
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private SpecificationDigest text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private SpecificationDigest bytes(byte[] bytes) {
        number(bytes.length);
        sha256.update(bytes);
        return this;
    }

    private SpecificationDigest number(long number) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }
}
