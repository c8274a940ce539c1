package monkey.jobs.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import monkey.jobs.workbench.ArgoConfiguration;
import monkey.jobs.workbench.ArgoManifests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a cluster needs. */
@Command(
        name = "argo",
        header = "Print what a cluster has to hold so that inspections can run there.",
        description = {
            "",
            "'monkey argo manifests | kubectl apply -f -' installs the workflow template, the service accounts",
            "with their rights, and the network policy. scripts/deploy/argo/README.md says what each is for.",
            ""
        })
final class ArgoCommand implements Callable<Integer> {
    enum Deed {
        manifests
    }

    @Parameters(paramLabel = "manifests", description = "what to print")
    private Deed deed;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "where inspections run (default: monkey.argo.namespace, else argo)")
    private String namespace;

    @Option(
            names = "--nightly",
            paramLabel = "IMAGE",
            description = "with a run each night, by this program in that image")
    private String nightly;

    @Mixin
    private CommonOptions common;

    private final Terminal terminal;

    ArgoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String where =
                namespace == null ? ArgoConfiguration.of(common.homeAsIs()).namespace() : namespace;
        if (!where.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw CommandException.wrongInput("'" + where + "' is not a name of a namespace.");
        }
        if (nightly != null && !nightly.matches("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,254}")) {
            throw CommandException.wrongInput("'" + nightly + "' is not the reference of a container image.");
        }
        terminal.answer(ArgoManifests.text(where, Optional.ofNullable(nightly)).stripTrailing());
        return ExitCode.DONE;
    }
}
