package monkey.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
    @TempDir
    Path home;

    @Test
    void what_nobody_used_goes_as_a_whole_and_the_rest_stays() throws Exception {
        Path page = file("cache/index/ab/cdef", 10);
        Path module = file("cache/uv/archive-v0/one/flask/__init__.py", 100);
        file("cache/uv/archive-v0/one/flask/app.py", 1000);
        Path compiled = file("cache/bytecode/3.11.7/digest/flask/app.pyc", 10_000);
        Path other = file("cache/uv/CACHEDIR.TAG", 7);
        Path database = file("postgres/data/PG_VERSION", 3);
        Thread.sleep(20);
        Instant moment = Instant.now();
        Thread.sleep(20);
        Files.createLink(home.resolve("environment.py"), module);

        assertThat(new Caches(home).size()).isEqualTo(11_117);
        assertThat(new Caches(home).deleteUnusedSince(moment)).isEqualTo(10_010);

        assertThat(page).doesNotExist();
        assertThat(compiled.getParent().getParent()).doesNotExist();
        assertThat(module).exists();
        assertThat(module.resolveSibling("app.py")).exists();
        assertThat(other).exists();
        assertThat(database).exists();
        assertThat(new Caches(home).deleteUnusedSince(Instant.now().plusSeconds(60)))
                .isEqualTo(1100);
    }

    @Test
    void home_without_caches_has_nothing_to_delete() throws Exception {
        assertThat(new Caches(home).size()).isZero();
        assertThat(new Caches(home).deleteUnusedSince(Instant.now())).isZero();
    }

    private Path file(String name, int size) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[size]);
    }
}
