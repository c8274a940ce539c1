package monkey.dataset;

import javax.sql.DataSource;
import monkey.dataset.finding.FindingStore;
import monkey.dataset.knowledge.KnowledgeStore;
import monkey.dataset.learning.FactsReader;
import monkey.dataset.learning.LookStore;
import monkey.dataset.learning.ParkedRuns;
import monkey.dataset.learning.Presence;
import monkey.dataset.learning.SecurityStore;
import monkey.dataset.learning.SolveStore;
import monkey.dataset.measure.MeasurementStore;
import monkey.dataset.message.MessageTrail;
import monkey.dataset.message.Outbox;
import monkey.dataset.run.InspectionStore;
import monkey.dataset.run.RunGraphStore;
import monkey.dataset.run.RunStore;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The knowledge base: one PostgreSQL database, and the stores that read and write it. Safe for several threads. Every method
 * of a store is a transaction of its own on a connection of its own; the data source (whose pool should hold four
 * connections or more) belongs to the caller, who closes it.
 */
public final class Dataset {
    private final KnowledgeStore knowledge;
    private final RunStore runs;
    private final RunGraphStore graphs;
    private final InspectionStore inspections;
    private final MeasurementStore measurements;
    private final FindingStore findings;
    private final Outbox outbox;
    private final LookStore looks;
    private final SolveStore solves;
    private final ParkedRuns parkedRuns;
    private final SecurityStore security;
    private final Presence presence;
    private final Jdbi jdbi;

    private Dataset(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin()).registerArrayType(String.class, "text");
        this.jdbi = jdbi;
        this.knowledge = new KnowledgeStore(jdbi);
        this.runs = new RunStore(jdbi);
        this.graphs = new RunGraphStore(jdbi);
        this.inspections = new InspectionStore(jdbi);
        this.measurements = new MeasurementStore(jdbi);
        this.findings = new FindingStore(jdbi);
        this.outbox = new Outbox(jdbi);
        this.looks = new LookStore(jdbi);
        this.solves = new SolveStore(jdbi);
        this.parkedRuns = new ParkedRuns(jdbi);
        this.security = new SecurityStore(jdbi);
        this.presence = new Presence(jdbi);
    }

    /**
     * Opens the database, bringing its schema up to date first. Several processes may do so at once.
     *
     * @throws UnusableDatabaseException when it cannot be reached, or was made by a newer version; the message is for the
     *     reader
     */
    public static Dataset open(DataSource dataSource) {
        Schema.bringUpToDate(dataSource);
        return new Dataset(dataSource);
    }

    public KnowledgeStore knowledge() {
        return knowledge;
    }

    public RunStore runs() {
        return runs;
    }

    public RunGraphStore graphs() {
        return graphs;
    }

    public InspectionStore inspections() {
        return inspections;
    }

    public MeasurementStore measurements() {
        return measurements;
    }

    public FindingStore findings() {
        return findings;
    }

    public Outbox outbox() {
        return outbox;
    }

    public LookStore looks() {
        return looks;
    }

    public SolveStore solves() {
        return solves;
    }

    public SecurityStore security() {
        return security;
    }

    public FactsReader facts() {
        return new FactsReader(jdbi);
    }

    public MessageTrail trail() {
        return new MessageTrail(jdbi);
    }

    public Presence presence() {
        return presence;
    }

    public ParkedRuns parkedRuns() {
        return parkedRuns;
    }

    /** Does all of {@code work} in one transaction: for what a message says to be done, and the messages that follow of it. */
    public <R, X extends Exception> R inTransaction(HandleCallback<R, X> work) throws X {
        return jdbi.inTransaction(work);
    }
}
