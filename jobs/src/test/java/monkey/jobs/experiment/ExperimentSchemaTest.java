package monkey.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExperimentSchemaTest {
    /** To bring it up to date: delete the file and run this test. */
    @Test
    void published_schema_is_that_of_the_code() throws Exception {
        Path published = Path.of("../scripts/experiments/experiment.schema.json");
        if (Files.notExists(published)) {
            Files.writeString(published, ExperimentSchema.json());
        }

        assertThat(published).hasContent(ExperimentSchema.json());
    }
}
