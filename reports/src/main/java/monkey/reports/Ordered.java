package monkey.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies a map and keeps its order, which {@link Map#copyOf} does not: the order is part of what the reader sees. */
final class Ordered {
    private Ordered() {}

    static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
