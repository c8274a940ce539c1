package monkey.amun.specification;

import java.util.List;

/** A document that is no specification; the message has a line for each thing that is wrong, with its place. */
public final class InvalidSpecificationException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSpecificationException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
