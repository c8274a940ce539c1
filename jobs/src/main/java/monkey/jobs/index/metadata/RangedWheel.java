package monkey.jobs.index.metadata;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.jobs.index.http.Reply;
import monkey.jobs.index.http.Transport;

/**
 * One entry out of a remote archive by ranges of bytes. The first request takes the archive's tail, which holds the
 * central directory and, as installers ask wheels to be packed, most often the metadata too: usually one request, at most
 * four. A server that ignores ranges answers the first with the whole file, which is then used.
 */
final class RangedWheel {

    private static final int TAIL = 32 << 10;
    /** Longer than the longest end record with its comment and the 64-bit forms. */
    private static final int LONGEST_END = (64 << 10) + 256;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final Transport transport;
    private final WholeFile whole;

    RangedWheel(Transport transport, WholeFile whole) {
        this.transport = transport;
        this.whole = whole;
    }

    byte[] read(RemoteFile wheel, Predicate<String> wanted, WholeFile.Reading ofWhole) throws IOException {
        Reply reply = ask(
                wheel,
                wheel.size().map(size -> range(Math.max(0, size - TAIL), size)).orElse("bytes=-" + TAIL));
        if (reply.status() == 200) {
            return whole.read(wheel, reply, ofWhole);
        }
        Optional<Part> tail = Part.of(reply);
        if (tail.isEmpty() || tail.get().end() != tail.get().total()) {
            return whole.read(wheel, ofWhole);
        }
        Optional<byte[]> content;
        try {
            content = read(wheel, tail.get(), wanted);
        } catch (ArithmeticException | IndexOutOfBoundsException nonsense) {
            throw new MetadataException(wheel.filename() + ": the file's ZIP directory is damaged", nonsense);
        }
        return content.isPresent() ? content.get() : whole.read(wheel, ofWhole);
    }

    /** Nothing, if the server stopped answering with ranges. */
    private Optional<byte[]> read(RemoteFile wheel, Part tail, Predicate<String> wanted) throws IOException {
        Part known = tail;
        ZipDirectory.Stretch central;
        try {
            central = ZipDirectory.central(known.bytes(), known.start());
        } catch (MetadataException noEnd) {
            if (known.start() == 0 || known.bytes().length >= LONGEST_END) {
                throw noEnd;
            }
            central = new ZipDirectory.Stretch(Math.max(0, known.total() - LONGEST_END), known.start());
        }
        while (central.from() < known.start()) {
            Optional<Part> longer = extend(wheel, known, central.from());
            if (longer.isEmpty()) {
                return Optional.empty();
            }
            known = longer.get();
            central = ZipDirectory.central(known.bytes(), known.start());
        }
        byte[] directory = known.slice(central.from(), central.until());
        ZipDirectory.Entry entry = ZipDirectory.find(directory, wanted)
                .orElseThrow(() -> new MetadataException(wheel.filename() + " holds no .dist-info/METADATA"));
        // The local header may carry more extra fields than the directory does.
        long slack = 512;
        while (true) {
            long until = Math.min(
                    known.total(), entry.offset() + 30 + entry.name().length() * 3L + slack + entry.compressedSize());
            byte[] local;
            if (entry.offset() >= known.start()) {
                local = known.slice(entry.offset(), until);
            } else {
                Optional<Part> part = part(wheel, entry.offset(), until);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                local = part.get().bytes();
            }
            Optional<Integer> start = ZipDirectory.content(local, entry);
            if (start.isPresent()) {
                return Optional.of(ZipDirectory.unpack(local, start.get(), entry));
            }
            if (slack > 1 << 17) {
                throw new MetadataException(wheel.filename() + ": the file's ZIP directory is damaged");
            }
            slack = 1 << 18;
        }
    }

    private Optional<Part> extend(RemoteFile wheel, Part known, long from) throws IOException {
        return part(wheel, from, known.start()).map(front -> {
            byte[] joined = Arrays.copyOf(front.bytes(), front.bytes().length + known.bytes().length);
            System.arraycopy(known.bytes(), 0, joined, front.bytes().length, known.bytes().length);
            return new Part(from, known.end(), known.total(), joined);
        });
    }

    private Optional<Part> part(RemoteFile wheel, long from, long until) throws IOException {
        Reply reply = ask(wheel, range(from, until));
        reply.file().ifPresent(file -> file.toFile().delete());
        return Part.of(reply).filter(part -> part.start() == from && part.end() == until);
    }

    private Reply ask(RemoteFile wheel, String range) throws IOException {
        return transport.download(wheel.address(), Map.of("Range", range), whole.directory());
    }

    private static String range(long from, long until) {
        return "bytes=" + from + "-" + (until - 1);
    }

    /** Bytes of the archive, from {@code start} to before {@code end}. */
    private record Part(long start, long end, long total, byte[] bytes) {

        static Optional<Part> of(Reply reply) {
            Matcher range = CONTENT_RANGE.matcher(reply.header("Content-Range").orElse(""));
            if (reply.status() != 206 || !range.matches()) {
                return Optional.empty();
            }
            Part part = new Part(
                    Long.parseLong(range.group(1)),
                    Long.parseLong(range.group(2)) + 1,
                    Long.parseLong(range.group(3)),
                    reply.body());
            return part.end() - part.start() == part.bytes().length ? Optional.of(part) : Optional.empty();
        }

        byte[] slice(long from, long until) {
            return Arrays.copyOfRange(bytes, Math.toIntExact(from - start), Math.toIntExact(until - start));
        }
    }
}
