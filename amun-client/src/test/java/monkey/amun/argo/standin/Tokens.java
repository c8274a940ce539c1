package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import monkey.amun.argo.standin.StandInSettings.Rights;

/** Who may do what, and the file that holds the token of who may submit. Safe for several threads. */
final class Tokens {
    private final Map<String, Rights> known = new TreeMap<>();
    private final Optional<Path> file;
    private final String namespace;

    Tokens(StandInSettings settings) {
        known.putAll(settings.tokens);
        file = settings.tokenFile;
        namespace = settings.namespace;
        if (file.isPresent()) {
            replace();
        }
    }

    /** Ends the token in the file, and writes another there. */
    synchronized boolean replace() {
        if (file.isEmpty()) {
            return false;
        }
        known.values().removeIf(Rights.SUBMIT::equals);
        String token = "stand-in-" + UUID.randomUUID();
        known.put(token, Rights.SUBMIT);
        try {
            Path part = file.get().resolveSibling(file.get().getFileName() + ".part");
            Files.writeString(part, token + "\n");
            Files.move(part, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return true;
    }

    /** Refuses whoever may not do that, in the words in which a real server does. */
    synchronized void check(String authorization, StandInRequest request) throws Refused {
        if (known.isEmpty()) {
            return;
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new Refused(401, 16, "token not valid");
        }
        Rights rights = known.get(authorization.substring(7));
        if (rights == null) {
            throw new Refused(401, 16, "Unauthorized");
        }
        Right asked = Right.of(request);
        if (asked.isFor(rights)) {
            return;
        }
        String who = rights.name().toLowerCase(Locale.ROOT);
        throw new Refused(
                403,
                7,
                asked.equals(Right.LIST)
                        ? "Permission denied, you are not allowed to list workflows in namespace \"" + namespace + "\"."
                        : asked.group() + " is forbidden: User \"system:serviceaccount:" + namespace + ":" + who
                                + "\" cannot " + asked.verb() + " resource \"" + asked.resource()
                                + "\" in API group \"" + (asked.ofArgo() ? "argoproj.io" : "")
                                + "\" in the namespace \""
                                + namespace + "\"");
    }

    /** What the cluster is asked on behalf of who calls. */
    private record Right(String verb, String resource) {
        static final Right LIST = new Right("list", "workflows");
        private static final Right NONE = new Right("", "");

        static Right of(StandInRequest request) {
            String service = request.path().size() > 2 ? request.path().get(2) : "artifacts";
            String last = request.path().get(request.path().size() - 1);
            boolean one = request.path().size() > 4;
            return switch (service) {
                case "version", "info", "userinfo" -> NONE;
                case "workflow-templates" -> new Right("get", "workflowtemplates");
                case "workflow-events" -> new Right("watch", "workflows");
                case "stream" -> new Right("watch", "events");
                case "workflows" ->
                    switch (request.method()) {
                        case "POST" -> new Right("create", "workflows");
                        case "PUT" -> new Right("patch", "workflows");
                        case "DELETE" -> new Right("delete", "workflows");
                        default ->
                            last.equals("log")
                                    ? new Right("watch", "pods")
                                    : one ? new Right("get", "workflows") : LIST;
                    };
                default -> new Right("get", "workflows");
            };
        }

        boolean ofArgo() {
            return resource.startsWith("workflow");
        }

        String group() {
            return ofArgo() ? resource + ".argoproj.io" : resource;
        }

        boolean isFor(Rights rights) {
            boolean looks = ofArgo() && Set.of("get", "list", "watch").contains(verb);
            boolean ends = ofArgo() && Set.of("patch", "delete").contains(verb);
            return equals(NONE)
                    || switch (rights) {
                        case NONE -> false;
                        case VIEW -> looks;
                        case CREATE -> looks || verb.equals("create");
                        case END -> looks || ends || verb.equals("create");
                        case SUBMIT -> true;
                    };
        }
    }
}
