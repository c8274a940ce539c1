package monkey.jobs.index.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The parts of the ZIP format that reading one entry out of a remote archive takes (PKWARE's APPNOTE 6.3, sections 4.3.7,
 * 4.3.12, 4.3.14 to 4.3.16, with the 64-bit forms): the end record says where the central directory is, the directory
 * says where an entry is.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final long UNSAID = 0xFFFFFFFFL;

    private ZipDirectory() {}

    /** Where bytes lie in the archive: from the first to before the second offset. */
    record Stretch(long from, long until) {}

    /** An entry, as the central directory has it. {@code offset} is that of its local header. */
    record Entry(String name, int method, long crc, long compressedSize, long size, long offset) {}

    /**
     * Finds the central directory. The answer may ask for bytes of the archive that the tail does not hold: then it is
     * to be asked again with a longer one.
     *
     * @param tail the archive's last bytes
     * @param start the offset of the first of them
     */
    static Stretch central(byte[] tail, long start) throws IOException {
        ByteBuffer bytes = little(tail);
        for (int at = tail.length - END_SIZE; at >= 0; at--) {
            if (bytes.getInt(at) == END && at + END_SIZE + unsigned(bytes.getShort(at + 20)) <= tail.length) {
                long size = unsigned(bytes.getInt(at + 12));
                long offset = unsigned(bytes.getInt(at + 16));
                if (size != UNSAID && offset != UNSAID) {
                    return new Stretch(offset, offset + size);
                }
                return central64(bytes, at - LOCATOR_64_SIZE, start);
            }
        }
        throw new MetadataException("the file does not end as a ZIP archive does");
    }

    private static Stretch central64(ByteBuffer bytes, int locator, long start) throws IOException {
        if (locator < 0 || bytes.getInt(locator) != LOCATOR_64) {
            throw new MetadataException("the file's ZIP directory is damaged: no 64-bit locator");
        }
        long end = bytes.getLong(locator + 8);
        if (end < start) {
            return new Stretch(end, start);
        }
        int at = Math.toIntExact(end - start);
        if (at + 56 > bytes.capacity() || bytes.getInt(at) != END_64) {
            throw new MetadataException("the file's ZIP directory is damaged: no 64-bit end record");
        }
        long size = bytes.getLong(at + 40);
        long offset = bytes.getLong(at + 48);
        return new Stretch(offset, offset + size);
    }

    /** The first entry of a central directory whose name is wanted. */
    static Optional<Entry> find(byte[] directory, Predicate<String> wanted) throws IOException {
        ByteBuffer bytes = little(directory);
        int at = 0;
        while (at + 46 <= directory.length && bytes.getInt(at) == ENTRY) {
            int nameLength = unsigned(bytes.getShort(at + 28));
            int extraLength = unsigned(bytes.getShort(at + 30));
            int commentLength = unsigned(bytes.getShort(at + 32));
            int next = at + 46 + nameLength + extraLength + commentLength;
            if (next > directory.length) {
                break;
            }
            String name = new String(directory, at + 46, nameLength, StandardCharsets.UTF_8);
            if (wanted.test(name)) {
                return Optional.of(entry(bytes, at, name, at + 46 + nameLength, extraLength));
            }
            at = next;
        }
        return Optional.empty();
    }

    private static Entry entry(ByteBuffer bytes, int at, String name, int extra, int extraLength) {
        long compressed = unsigned(bytes.getInt(at + 20));
        long size = unsigned(bytes.getInt(at + 24));
        long offset = unsigned(bytes.getInt(at + 42));
        for (int field = extra; field + 4 <= extra + extraLength; ) {
            int length = unsigned(bytes.getShort(field + 2));
            if (unsigned(bytes.getShort(field)) == 1) {
                // Only what did not fit into 32 bits is here, in this order.
                int value = field + 4;
                if (size == UNSAID) {
                    size = bytes.getLong(value);
                    value += 8;
                }
                if (compressed == UNSAID) {
                    compressed = bytes.getLong(value);
                    value += 8;
                }
                if (offset == UNSAID) {
                    offset = bytes.getLong(value);
                }
            }
            field += 4 + length;
        }
        return new Entry(
                name, unsigned(bytes.getShort(at + 10)), unsigned(bytes.getInt(at + 16)), compressed, size, offset);
    }

    /** Where an entry's content begins, counted from its local header; empty if the bytes given do not reach that far. */
    static Optional<Integer> content(byte[] local, Entry entry) throws IOException {
        if (local.length < 30) {
            return Optional.empty();
        }
        ByteBuffer bytes = little(local);
        if (bytes.getInt(0) != LOCAL) {
            throw new MetadataException(
                    "the file's ZIP directory is damaged: " + entry.name() + " is not where it says");
        }
        int start = 30 + unsigned(bytes.getShort(26)) + unsigned(bytes.getShort(28));
        return start + entry.compressedSize() > local.length ? Optional.empty() : Optional.of(start);
    }

    /** Unpacks an entry's content and checks it. */
    static byte[] unpack(byte[] local, int start, Entry entry) throws IOException {
        if (entry.size() > 64 << 20) {
            throw new MetadataException(entry.name() + " is " + entry.size() + " bytes long, which no metadata is");
        }
        byte[] unpacked = new byte[(int) entry.size()];
        int length = (int) entry.compressedSize();
        if (entry.method() == 0) {
            System.arraycopy(local, start, unpacked, 0, Math.min(length, unpacked.length));
        } else if (entry.method() == 8) {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(local, start, length);
                for (int done = 0; done < unpacked.length; ) {
                    int more = inflater.inflate(unpacked, done, unpacked.length - done);
                    if (more == 0) {
                        throw new MetadataException(entry.name() + " in the file is cut off");
                    }
                    done += more;
                }
            } catch (DataFormatException damaged) {
                throw new MetadataException(entry.name() + " in the file is damaged: " + damaged.getMessage(), damaged);
            } finally {
                inflater.end();
            }
        } else {
            throw new MetadataException(entry.name() + " is packed by a method that wheels do not use");
        }
        CRC32 crc = new CRC32();
        crc.update(unpacked);
        if (crc.getValue() != entry.crc()) {
            throw new MetadataException(entry.name() + " in the file is damaged: its checksum is wrong");
        }
        return unpacked;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
