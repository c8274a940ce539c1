package monkey.amun.argo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
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
        String service = request.path().size() > 2 ? request.path().get(2) : "artifacts";
        boolean open = service.equals("version") || service.equals("info") || service.equals("userinfo");
        boolean reads = request.method().equals("GET") && !StandInStreams.answers(request);
        if (open || rights == Rights.SUBMIT || rights == Rights.VIEW && (reads || service.equals("workflow-events"))) {
            return;
        }
        String who = rights == Rights.VIEW ? "viewer" : "nothing";
        boolean lists = service.equals("workflows")
                && request.method().equals("GET")
                && request.path().size() == 4;
        String verb =
                request.method().equals("POST") ? "create" : request.method().equals("GET") ? "get" : "update";
        String resource = service.equals("workflow-templates") ? "workflowtemplates" : "workflows";
        throw new Refused(
                403,
                7,
                lists
                        ? "Permission denied, you are not allowed to list workflows in namespace \"" + namespace + "\"."
                        : resource + ".argoproj.io is forbidden: User \"system:serviceaccount:" + namespace + ":" + who
                                + "\" cannot " + verb + " resource \"" + resource
                                + "\" in API group \"argoproj.io\" in the namespace \"" + namespace + "\"");
    }
}
