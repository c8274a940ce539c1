package monkey.amun.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import monkey.amun.Failure;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static Failure script(String stderr) {
        return Failures.ofScript(1, stderr, "script.py");
    }

    private static void assertParts(String type, String message, String frame, Failure failure) {
        assertEquals(
                type + " | " + message + " | " + frame,
                failure.type() + " | " + failure.message() + " | " + failure.frame());
    }

    @Test
    void the_innermost_frame_outside_the_script_is_named_by_its_place_in_the_package() {
        assertParts(
                "ImportError",
                "cannot import name 'escape' from 'jinja2' (/amun/env/lib/python3.11/site-packages/jinja2/__init__.py)",
                "flask/__init__.py",
                script("""
                        Traceback (most recent call last):
                          File "/home/amun/script.py", line 1, in <module>
                            import flask
                          File "/amun/env/lib/python3.11/site-packages/flask/__init__.py", line 14, in <module>
                            from jinja2 import escape
                        ImportError: cannot import name 'escape' from 'jinja2' (/amun/env/lib/python3.11/site-packages/jinja2/__init__.py)
                        """));
    }

    @Test
    void of_a_chain_the_exception_that_ended_the_program_counts() {
        assertParts("mypackage.errors.LoadError", "no backend", "mypackage/core.py in load", script("""
                        Traceback (most recent call last):
                          File "/amun/env/lib/python3.11/site-packages/mypackage/core.py", line 3, in load
                            import fast
                        ModuleNotFoundError: No module named 'fast'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "/home/amun/script.py", line 2, in <module>
                            mypackage.load()
                            ~~~~~~~~~~~~~~^^
                          File "/amun/env/lib/python3.11/site-packages/mypackage/core.py", line 5, in load
                            raise LoadError("no backend") from None
                        mypackage.errors.LoadError: no backend
                        """));
    }

    @Test
    void what_the_interpreter_says_after_the_end_does_not_count() {
        String end = """
                Traceback (most recent call last):
                  File "/home/amun/script.py", line 9, in <module>
                    f(1)
                ValueError: too small
                Exception ignored in: <function Pool.__del__ at 0x7f1>
                Traceback (most recent call last):
                  File "/usr/lib/python3.11/multiprocessing/pool.py", line 1, in __del__
                AttributeError: _state
                """;
        assertParts("ValueError", "too small", "script.py", script(end));
        assertEquals(
                "AttributeError",
                script(end.substring(end.indexOf("Exception ignored"))).type());
    }

    @Test
    void a_script_that_does_not_compile_has_the_place_of_its_error() {
        assertParts(
                "SyntaxError",
                "invalid syntax",
                "script.py",
                script("  File \"/home/amun/script.py\", line 1\n    a b\n      ^\nSyntaxError: invalid syntax\n"));
        assertParts(
                "SyntaxError",
                "Missing parentheses in call to 'print'. Did you mean print(...)?",
                "old/mod.py",
                script("""
                        Traceback (most recent call last):
                          File "/home/amun/script.py", line 1, in <module>
                            import old.mod
                          File "/amun/env/lib/python3.11/site-packages/old/mod.py", line 1
                            print "x"
                            ^^^^^^^^^
                        SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
                        """));
    }

    @Test
    void an_exception_without_words_and_one_with_many_lines_have_a_message_of_one_line() {
        assertParts(
                "AssertionError",
                "",
                "script.py",
                script("Traceback (most recent call last):\n"
                        + "  File \"/home/amun/script.py\", line 1, in <module>\nAssertionError\n"));
        assertParts(
                "ImportError",
                "IMPORTANT: PLEASE READ THIS",
                "numpy/__init__.py in f",
                script("Traceback (most recent call last):\n"
                        + "  File \"/x/lib/python3.9/site-packages/numpy/__init__.py\", line 1, in f\n"
                        + "ImportError: \n\nIMPORTANT: PLEASE READ THIS\n\nmore\n"));
    }

    @Test
    void of_an_exception_group_the_last_member_is_read() {
        assertEquals("TypeError", script("""
                                  + Exception Group Traceback (most recent call last):
                                  |   File "/home/amun/script.py", line 1, in <module>
                                  |     raise ExceptionGroup("both", [ValueError(1), TypeError("two")])
                                  | ExceptionGroup: both (2 sub-exceptions)
                                  +-+---------------- 1 ----------------
                                    | ValueError: 1
                                    +---------------- 2 ----------------
                                    | Traceback (most recent call last):
                                    |   File "/home/amun/script.py", line 3, in g
                                    | TypeError: two
                                    +------------------------------------
                                """).type());
    }

    private static final String PYTEST = """
            E                                                                        [100%]
            ==================================== ERRORS ====================================
            __________________________ ERROR at setup of test_it ___________________________

                def wrapper(request):
            >       fixturedef.unittest
            E       AttributeError: 'FixtureDef' object has no attribute 'unittest'

            plugin.py:281: AttributeError
            =========================== short test summary info ============================
            ERROR test_it.py::test_it - AttributeError: 'FixtureDef' object has no attrib...
            1 error in 0.05s
            """;

    @Test
    void of_a_test_suite_the_first_test_that_failed_is_told() {
        assertParts(
                "AttributeError",
                "'FixtureDef' object has no attribute 'unittest'",
                "test_it.py::test_it",
                Failures.ofScript(1, "", PYTEST, "script.py"));
        assertParts(
                "AssertionError",
                "assert 1 == 2",
                "test_it.py::test_it",
                Failures.ofScript(1, "", "FAILED test_it.py::test_it - assert 1 == 2\n", "script.py"));
        assertParts(
                "AssertionError",
                "",
                "test_it.py::test_it",
                Failures.ofScript(1, "", "FAILED test_it.py::test_it\n", "script.py"));
    }

    @Test
    void a_traceback_of_the_script_comes_before_what_its_output_looks_like() {
        assertEquals(
                "KeyError",
                Failures.ofScript(
                                1,
                                "Traceback (most recent call last):\n  File \"script.py\", line 1, in <module>\nKeyError: 'a'\n",
                                PYTEST,
                                "script.py")
                        .type());
        assertParts("exit 1", "", "", Failures.ofScript(1, "", "0 tests FAILED\n", "script.py"));
        assertEquals("SIGKILL", Failures.ofScript(-9, "", PYTEST, "script.py").type());
    }

    @Test
    void without_a_traceback_the_exit_status_and_the_last_words_are_what_there_is() {
        assertParts("exit 3", "giving up", "", Failures.ofScript(3, "working\ngiving up\n\n", "script.py"));
        assertParts("exit 1", "", "", script(""));
        assertParts(
                "exit 1",
                "ValueError",
                "",
                script("Traceback (most recent call last):\n  File \"x\", line 1, in f\n  ValueError"));
    }

    @Test
    void a_signal_is_named_and_its_frame_read_from_the_fault_handler() {
        assertParts("SIGKILL", "", "", Failures.ofScript(-9, "Traceback nonsense", "script.py"));
        assertParts("signal 40", "", "", Failures.ofScript(-40, "", "script.py"));
        assertParts("SIGABRT", "Aborted", "native/ext.py in call", Failures.ofScript(-6, """
                        Fatal Python error: Aborted

                        Current thread 0x00007f (most recent call first):
                          File "/amun/env/lib/python3.11/site-packages/native/ext.py", line 8 in call
                          File "/home/amun/script.py", line 2 in <module>
                        """, "script.py"));
    }

    @Test
    void equal_failures_of_different_stacks_have_one_signature() {
        String text = """
                Traceback (most recent call last):
                  File "/amun/env/lib/python3.%s/site-packages/pkg/loader.py", line %s, in load
                pkg.Error: <Plugin object at 0x%s> from pkg 1.%s.2rc1 needs /tmp/tmp%s/cache/file.so (line %s, pid %s)
                """;
        Failure one = script(text.formatted("9", "10", "7f001122", "4", "ab12cd34", "7", "12345"));
        Failure two = script(text.formatted("11", "99", "7fff9988", "12", "zz00yy11", "81", "543210"));
        assertNotEquals(one.message(), two.message());
        assertEquals(one.signature(), two.signature());
        assertEquals(
                "pkg.Error: <Plugin object at 0x…> from pkg … needs file.so (line …, pid …) (pkg/loader.py in load)",
                one.signature());
    }

    @Test
    void different_failures_keep_different_signatures() {
        String text = "Traceback (most recent call last):\n  File \"/home/amun/script.py\", line 1, in <module>\n%s\n";
        String[] errors = {
            "ModuleNotFoundError: No module named 'attr'",
            "ModuleNotFoundError: No module named 'attrs'",
            "TypeError: __init__() got an unexpected keyword argument 'as_tuple'",
            "TypeError: f() takes 2 positional arguments but 3 were given",
            "TypeError: f() takes 1 positional argument but 3 were given",
        };
        long distinct = java.util.Arrays.stream(errors)
                .map(error -> script(text.formatted(error)).signature())
                .distinct()
                .count();
        assertEquals(errors.length, distinct);
    }

    @Test
    void a_build_failure_is_told_in_the_installers_words_or_those_of_the_packages_own_code() {
        assertParts(
                "installer",
                "A URL dependency is incompatible with the current platform",
                "",
                Failures.ofBuild("error: Failed to determine installation plan\n"
                        + "  cause: A URL dependency is incompatible with the current platform\n\nhint: no\n"));
        assertParts(
                "installer",
                "Hash mismatch for `swapped`",
                "",
                Failures.ofBuild("  × Failed to read `swapped @ file:///w.whl`\n  ╰─▶ Hash mismatch for `swapped`\n"));
        Failure setup = Failures.ofBuild("""
                  × Failed to build `/amun/out/old-1.tar.gz`
                  ├─▶ The build backend returned an error
                  ╰─▶ Call to `setuptools.build_meta.build_wheel` failed (exit status: 1)

                      [stderr]
                      Traceback (most recent call last):
                        File "<string>", line 14, in <module>
                        File "/tmp/x/lib/python3.12/site-packages/setuptools/build_meta.py", line 1, in run_setup
                      ModuleNotFoundError: No module named 'distutils.msvccompiler'
                """);
        assertParts(
                "ModuleNotFoundError",
                "No module named 'distutils.msvccompiler'",
                "setuptools/build_meta.py in run_setup",
                setup);
        assertTrue(setup.signature().startsWith("build: ModuleNotFoundError: "));
    }

    @Test
    void very_long_messages_are_cut() {
        Failure failure = script("Traceback (most recent call last):\n  File \"/x/y.py\", line 1, in f\nValueError: "
                + "x".repeat(100_000) + "\n");
        assertEquals(500, failure.message().length());
        assertTrue(failure.signature().length() <= 300);
    }

    @Test
    void megabytes_of_noise_are_read_in_one_go() {
        String noise = "  File \"a\", line\n".repeat(20_000) + "((((".repeat(50_000) + "\n" + "/a".repeat(100_000);
        assertEquals("exit 1", script(noise).type());
    }
}
