"""An inspection in a pod: the container step of a workflow, from its input files to its outputs.

Reads a job (base64 of gzipped JSON, so that nothing in it is taken for a template's placeholder or a shell's word), builds
the environment once, runs the batch, and says of each item how it ended as soon as it has. The outputs are written anew
each time, whole, so that a pod that is killed leaves what was known:

    out/result.json  the document, whole
    out/result       the same gzipped, in base64, cut to the size that the job allows
    out/summary      the same once more with little in it but how each item ended, in a fifth of that size: all that is
                     known where the others cannot be had, and ahead of them while items run

Exit status 0 means that the document is complete, whatever it says of the stack.
"""

import base64
import copy
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import document
import inspection
import machine
import probe
import process

VERSION = 1
_LOOK_SECONDS = 0.2
_WHOLE_SECONDS = 10
_SUMMARY_SHARE = 5
_QUICKLY_SUMMED_UP = 200
_LAST_WORDS = 1000
_CAPS = (1 << 16, 1 << 14, 1 << 12, 1 << 10, 0)
_INSTALLER_VARIABLES = re.compile("(?i)(PIP|UV)_.*|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|NETRC")


def main(job_file, work, item):
    """item: the number of the only item to run, or "all". Returns the exit status."""
    os.umask(0o022)
    with open(job_file, "rb") as encoded:
        job = json.loads(gzip.decompress(base64.b64decode(encoded.read())).decode("utf-8"))
    only = None if item == "all" else int(item)
    report = Report(job, os.path.join(work, "out"), only)
    described = machine.describe()
    refusal = _refusal(job, described)
    if refusal:
        report.refuse(refusal)
        return 0
    os.environ["HOME"] = work
    lifeline, kept_open = os.pipe()  # nobody holds the other end but us: a pod is ended by SIGTERM
    found = probe.probe(_made(work, "probe"), _prefixes(), lifeline)
    report.machine(found["layers"])
    work_here = _made(work, "inspection")
    _complete(job, found["plan"], described, work_here, only)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            inspection.run(job, process.Watch(), lifeline)
            status = 0
        except Exception as error:
            os.write(2, ("%s: %s\n" % (type(error).__name__, error)).encode("utf-8", "replace"))
        finally:
            os._exit(status)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        report.look(work_here)
        if ended:
            break
        time.sleep(_LOOK_SECONDS)
    os.close(kept_open)
    return 0 if report.finish(work_here) else process.exit_code(status) or 1


def _made(*path):
    directory = os.path.join(*path)
    os.makedirs(directory, exist_ok=True)
    return directory


def _prefixes():
    executable = os.path.dirname(os.path.realpath(sys.executable))
    return sorted({sys.base_prefix, sys.prefix, os.path.dirname(executable)})


def _refusal(job, described):
    """Why this pod is not what the inspection asked for; empty when it is."""
    python = machine.python_version()
    wanted = job.get("python_version") or ""
    if wanted and python.split(".")[:2] != wanted.split(".")[:2]:
        return "the base image has Python %s, and the stack was chosen for Python %s" % (python, wanted)
    asked = job.get("hardware") or {}
    cpu = described["hwinfo"]["cpu_info"]
    seen = {
        "cpu_family": cpu.get("family"),
        "cpu_model": cpu.get("model"),
        "physical_cpus": _physical_processors(),
        "processor": cpu.get("brand_raw"),
    }
    for name in sorted(asked):
        if not _same(name, asked[name], seen.get(name)):
            return "the hardware is not what was asked for: %s is %s here, asked for is %s" % (name, seen.get(name), asked[name])
    return ""


def _same(name, asked, seen):
    """A node's label can't hold a brand's blanks and parentheses: only letters and digits of it are compared."""
    if name == "processor":
        return re.sub("[^a-z0-9]", "", str(asked).lower()) in re.sub("[^a-z0-9]", "", str(seen).lower())
    return asked == seen


def _physical_processors():
    """Cores of the node, hyper-threads not counted; None where the system does not tell."""
    cores, package = set(), None
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                key, _, value = line.partition(":")
                if key.strip() == "physical id":
                    package = value.strip()
                elif key.strip() == "core id":
                    cores.add((package, value.strip()))
    except OSError:
        pass
    return len(cores) or None


def _complete(job, plan, described, work, only):
    """Adds to the job what the harness needs and only the pod knows."""
    requirements = os.path.join(work, "requirements.txt")
    with open(requirements, "w") as file:
        file.write(job["requirements"])
    environment = os.path.join(work, "env")
    job.update(
        work=work,
        plan=plan,
        machine=described,
        python=os.path.realpath(sys.executable),
        python_version=machine.python_version(),
        prefixes=_prefixes(),
        environment=environment,
        install=[_installer(job, environment, requirements)] if job["requirements"] else [],
        install_variables=_variables(work),
    )
    if only is not None:
        job["batch_size"] = 1


def _installer(job, environment, requirements):
    """The command that installs exactly the locked files: uv where the image has it, else pip."""
    options = ["--no-deps", "--quiet"]
    if job["hashed"]:
        options.append("--require-hashes")
    if not job["sources"]:
        options += ["--only-binary", ":all:"]
    options += ["-r", requirements]
    python = os.path.join(environment, "bin", "python")
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--no-config", "--python", python] + options
    pip = [sys.executable, "-I", "-m", "pip"]
    quiet = ["--disable-pip-version-check", "--no-input"]
    if _pip_version(pip) >= (22, 3):
        return pip + ["--python", python, "install"] + quiet + options
    minor = ".".join(machine.python_version().split(".")[:2])
    return pip + ["install"] + quiet + options + ["--target", os.path.join(environment, "lib", "python" + minor, "site-packages")]


def _pip_version(pip):
    said = subprocess.run(pip + ["--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("ascii", "replace")
    number = re.match(r"pip (\d+)\.(\d+)", said)
    return (int(number.group(1)), int(number.group(2))) if number else (0, 0)


def _variables(work):
    """What the installer sees; what an administrator has configured for it is among it, and the script never sees it."""
    variables = {name: value for name, value in os.environ.items() if _INSTALLER_VARIABLES.fullmatch(name)}
    temporary = _made(work, "tmp")
    variables.update(PATH=os.environ.get("PATH", os.defpath), HOME=work, TMPDIR=temporary, LANG="C.UTF-8")
    variables.setdefault("PIP_CACHE_DIR", os.path.join(work, "cache"))
    variables.setdefault("UV_CACHE_DIR", os.path.join(work, "cache"))
    variables.setdefault("UV_PYTHON_DOWNLOADS", "never")
    variables.setdefault("UV_COMPILE_BYTECODE", "1")
    return variables


class Report:
    """What is known so far, and the files that say it."""

    def __init__(self, job, out, only):
        self.limit, self.first = job["result_bytes"], only or 0
        self.count = 1 if only is not None else job["batch_size"]
        os.makedirs(out, exist_ok=True)
        self.directory = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
        self.said, self.next_whole, self.files, self.ends = None, 0, {}, {}
        self.document = {
            "version": VERSION,
            "identifier": job["identifier"],
            "complete": False,
            "refused": "",
            "python_version": machine.python_version(),
            "layers": [],
            "build": None,
            "items": [],
        }

    def refuse(self, reason):
        self.document.update(refused=reason, complete=True)
        self._say({"refused": reason})
        self._write()

    def machine(self, layers):
        self.document["layers"] = layers
        self._write()

    def look(self, work):
        """Reads what the harness has left, and writes the outputs anew when an end is among it that was not before."""
        self.document["build"] = self._read(work, "build", "result")
        items = []
        for number in range(self.count):
            found = self._read(work, "results", str(number), "result")
            if found is None:
                break
            items.append({"item": self.first + number, "document": found})
        self.document["items"] = items
        ends = [self.document["build"] is not None] + [item["document"]["termination"]["reason"] for item in items]
        if ends != self.said:
            if self.document["build"] and not (self.said and self.said[0]):
                build = self.document["build"]
                self._say({"build": build["reason"], "exit_code": build["exit_code"], "seconds": round(build["seconds"], 3)})
            for item, reason in zip(items, ends[1:]):
                before = self.said[1 + item["item"] - self.first :] if self.said else []
                if reason != "running" and before[:1] != [reason]:
                    self._say({"item": item["item"], "ended": reason, "exit_code": item["document"]["exit_code"]})
            self.said = ends
            self._write(time.monotonic() >= self.next_whole)

    def finish(self, work):
        """Whether all that was asked for has ended by itself."""
        self.look(work)
        build = self.document["build"]
        ends = [item["document"]["termination"]["reason"] for item in self.document["items"]]
        built = build is not None and build["reason"] == "exited" and build["exit_code"] == 0
        whole = len(ends) == self.count and not {"running", "cancelled"} & set(ends)
        self.document["complete"] = whole if built else build is not None and build["reason"] != "cancelled"
        self._write()
        return self.document["complete"]

    def _say(self, line):
        print("monkey " + json.dumps(line), flush=True)

    def _read(self, *path):
        """A file is read once: one that has changed is another file, for it is replaced whole."""
        path = os.path.join(*path)
        try:
            found = os.stat(path)
        except FileNotFoundError:
            return None
        version = (found.st_ino, found.st_mtime_ns)
        if self.files.get(path, (None, None))[0] != version:
            with open(path, encoding="utf-8") as file:
                self.files[path] = (version, json.load(file))
        return self.files[path][1]

    def _write(self, whole=True):
        """whole: with the documents, which takes time of the item that runs meanwhile and so is not done at each end."""
        if whole or len(self.document["items"]) <= _QUICKLY_SUMMED_UP:
            _write_text(self.directory, "summary", encoded(self._summary(), self.limit // _SUMMARY_SHARE))
        if whole:
            document.write(self.directory, "result.json", self.document)
            _write_text(self.directory, "result", encoded(self.document, self.limit))
            self.next_whole = time.monotonic() + _WHOLE_SECONDS

    def _summary(self):
        build = self.document["build"]
        items = []
        for item in self.document["items"]:
            number, ended = item["item"], item["document"]
            if self.ends.get(number, (None, None))[0] is not ended:
                self.ends[number] = (ended, _end(ended))
            items.append({"item": number, "document": self.ends[number][1]})
        short = build and dict(build, log=_end_of(build["log"], _LAST_WORDS))
        return dict(self.document, layers=[], build=short, items=items)


def _end(ended):
    """Of an item's document how it ended and its last words; what is left out counts as cut."""
    kept = {name: ended[name] for name in ("exit_code", "script_sha256", "start_datetime", "end_datetime", "termination")}
    kept.update(hwinfo={}, usage=None, capture=copy.deepcopy(ended["capture"]))
    for stream, cap in (("stdout", 0), ("stderr", _LAST_WORDS)):
        kept[stream] = ended[stream]
        _shorten(kept, stream, cap)
    return kept


def _write_text(directory, name, text):
    part = name + ".part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644, dir_fd=directory), "w") as file:
        file.write(text)
    os.replace(part, name, src_dir_fd=directory, dst_dir_fd=directory)


def encoded(value, limit):
    """Base64 of the gzipped document, in no more than limit characters: outputs are cut as far as that takes, and the
    document says by how much. Empty when nothing helps."""
    text = _pack(value)
    for cap in _CAPS:
        if len(text) <= limit:
            return text
        cut = copy.deepcopy(value)
        if cut["build"]:
            cut["build"]["log"] = _end_of(cut["build"]["log"], max(cap, 1 << 10))
        for item in cut["items"]:
            for stream in ("stdout", "stderr"):
                _shorten(item["document"], stream, cap)
        text = _pack(cut)
    return text if len(text) <= limit else ""


def _shorten(one, stream, cap):
    output = one[stream]
    written = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False)
    if output == {} or len(written) <= cap:
        return
    kept = _end_of(written, cap)
    one[stream] = kept
    lost = len(written.encode("utf-8", "replace")) - len(written[len(written) - cap :].encode("utf-8", "replace") if cap else b"")
    one["capture"][stream]["cut"] += lost


def _end_of(text, cap):
    """Of a traceback, and of an installer's words, the end is what tells."""
    if len(text) <= cap:
        return text
    return "[... %d characters cut ...]\n%s" % (len(text) - cap, text[len(text) - cap :] if cap else "")


def _pack(value):
    data = json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(data, 9)).decode("ascii")
