package monkey.amun.argo.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import monkey.amun.argo.standin.StandInSettings.Rights;
import tools.jackson.databind.node.ObjectNode;

/** Starts a stand-in by hand, and says on its end what was asked of it. See {@code scripts/argo-stand-in --help}. */
final class StandInCommand {
    private static final String HELP = """
            Usage: scripts/argo-stand-in [OPTION]...
            Answers on loopback as an Argo Server does, with pods that are processes of this machine. Ctrl-C ends it.

              --port NUMBER              where it listens (default: any that is free; the first line says which)
              --namespace NAME           (default: argo)
              --template FILE            workflow template to have; may be repeated; none with --no-template
                                         (default: scripts/deploy/argo/inspection/workflow-template.yaml)
              --token TOKEN=RIGHTS       none, view, create, end or submit; may be repeated (default: nobody needs a token)
              --token-file FILE          where it writes a token that may submit, and each that follows it
              --key-store FILE           TLS with the key in a PKCS12 file, password 'changeit'
              --artifact-store           keeps output artifacts
              --archive                  keeps workflows that ended
              --empty                    pods run nothing, but the first; all end at once with the first one's outputs
              --pods NUMBER              how many run at a time (default: 2)
              --rate NUMBER              submissions a second before it answers 429 (default: no limit)
              --speed NUMBER             how many times faster deadlines and times to live pass (default: 1)
              --clock-skew SECONDS       how far its clock is ahead
              --directory FOLDER         for pods and artifacts (default: a temporary one)
              --seed NUMBER              of faults (default: 1)
              --fault NAME=RATE          may be repeated; 'all' for each of them. Names:
            """;

    private final Deque<String> arguments;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private long seed = 1;

    private StandInCommand(String[] arguments) {
        this.arguments = new ArrayDeque<>(List.of(arguments));
    }

    public static void main(String[] arguments) throws Exception {
        try {
            new StandInCommand(arguments).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println("argo-stand-in: " + wrong.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        if (arguments.contains("--help")) {
            help();
            return;
        }
        StandInSettings settings = new StandInSettings(directory());
        List<Path> templates = new ArrayList<>();
        boolean defaults = true;
        while (!arguments.isEmpty()) {
            String option = arguments.remove();
            switch (option) {
                case "--port" -> settings.port(Integer.parseInt(value(option)));
                case "--directory" -> value(option);
                case "--namespace" -> settings.namespace(value(option));
                case "--template" -> templates.add(Path.of(value(option)));
                case "--no-template" -> defaults = false;
                case "--token" -> {
                    String[] pair = value(option).split("=", 2);
                    settings.token(pair[0], Rights.valueOf(pair[1].toUpperCase(Locale.ROOT)));
                }
                case "--token-file" -> settings.tokenFile(Path.of(value(option)));
                case "--key-store" -> settings.tls(Path.of(value(option)));
                case "--artifact-store" -> settings.artifactStore();
                case "--archive" -> settings.archive();
                case "--empty" -> settings.empty();
                case "--pods" -> settings.pods(Integer.parseInt(value(option)));
                case "--rate" -> settings.submissionsPerSecond(Double.parseDouble(value(option)));
                case "--speed" -> settings.speed(Double.parseDouble(value(option)));
                case "--clock-skew" -> settings.clockSkew(Duration.ofSeconds(Long.parseLong(value(option))));
                case "--seed" -> seed = Long.parseLong(value(option));
                case "--fault" -> fault(value(option));
                default -> throw new IllegalArgumentException("there is no option " + option + "; see --help");
            }
        }
        settings.faults(new Faults(seed, rates));
        if (templates.isEmpty() && defaults) {
            templates.add(Path.of(System.getProperty("monkey.template")));
        }
        ArgoStandIn standIn = ArgoStandIn.start(settings);
        for (Path template : templates) {
            standIn.apply(TemplateFile.read(template));
        }
        System.out.println(standIn.address());
        System.out.flush();
        Thread ending = new Thread(() -> {
            System.out.println(account(standIn));
            System.out.flush();
            standIn.close();
        });
        Runtime.getRuntime().addShutdownHook(ending);
        Thread.currentThread().join();
    }

    /** One line of JSON, for whoever holds a run against it. */
    private static String account(ArgoStandIn standIn) {
        ObjectNode account = Json.object();
        account.set("requests", Json.MAPPER.valueToTree(standIn.requests()));
        ObjectNode faults = account.putObject("faults");
        standIn.struck().forEach((fault, count) -> faults.put(fault.word(), count));
        account.set("phases", Json.MAPPER.valueToTree(standIn.ledger().phases()));
        account.put("names", standIn.creations().size());
        account.put(
                "workflows",
                standIn.creations().values().stream().mapToInt(count -> count).sum());
        account.put("results", standIn.ledger().results().size());
        account.put(
                "more_than_one_result",
                standIn.ledger().results().values().stream()
                        .filter(count -> count > 1)
                        .count());
        return account.toString();
    }

    private Path directory() throws IOException {
        List<String> all = new ArrayList<>(arguments);
        int at = all.indexOf("--directory");
        if (at < 0 || at + 1 == all.size()) {
            return Files.createTempDirectory("argo-stand-in");
        }
        return Files.createDirectories(Path.of(all.get(at + 1)));
    }

    private String value(String option) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return arguments.remove();
    }

    private void fault(String text) {
        String[] pair = text.split("=", 2);
        double rate = pair.length < 2 ? 1 : Double.parseDouble(pair[1]);
        if (pair[0].equals("all")) {
            for (Fault fault : Fault.values()) {
                rates.put(fault, rate);
            }
            return;
        }
        rates.put(Fault.ofWord(pair[0]), rate);
    }

    private static void help() {
        System.out.print(HELP);
        StringBuilder line = new StringBuilder("                          ");
        for (Fault fault : Fault.values()) {
            if (line.length() + fault.word().length() > 110) {
                System.out.println(line);
                line = new StringBuilder("                          ");
            }
            line.append(' ').append(fault.word());
        }
        System.out.println(line);
    }
}
