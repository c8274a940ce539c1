package monkey.resolver.protocol;

/** The constants of the protocol. */
final class Frames {
    static final byte[] MAGIC = {'M', 'N', 'K', 'Y'};
    static final int VERSION = 1;

    static final int GRAPH = 'G';
    static final int REQUEST = 'R';
    static final int CANCEL = 'C';

    static final int STACKS = 'S';
    static final int LINE = 'L';
    static final int ERROR = 'E';
    static final int TRAILER = 'T';

    private Frames() {}
}
