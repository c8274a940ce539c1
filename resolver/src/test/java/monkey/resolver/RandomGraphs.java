package monkey.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;

/** Small graphs of all kinds: cycles, self-pairs, diamonds, broken ids, duplicates, strange type numbers, no answer. */
public final class RandomGraphs {
    private RandomGraphs() {}

    /** The graph of a seed: at most six types and four ids of each. */
    public static Graph graph(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        GraphBuilder builder = new GraphBuilder();
        int types = 1 + random.nextInt(6);
        int[] numbers = new int[types];
        for (int t = 0; t < types; t++) {
            numbers[t] = random.nextBoolean() ? t : 1000 - 7 * t;
        }
        List<int[]> ids = new ArrayList<>();
        int[] sizes = new int[types];
        for (int t = 0; t < types; t++) {
            sizes[t] = 1 + random.nextInt(4);
            for (int i = 0; i < sizes[t]; i++) {
                ids.add(new int[] {t, i});
            }
        }
        if (random.nextInt(3) == 0) {
            java.util.Collections.shuffle(ids, random);
        }
        int n = ids.size();
        ids.forEach(id -> builder.type(numbers[id[0]]));
        int directTypes = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(Math.min(3, types));
        for (int id = 0; id < n; id++) {
            if (ids.get(id)[0] < directTypes && random.nextInt(8) != 0) {
                builder.direct(id);
            }
        }
        boolean backwards = random.nextBoolean();
        double wanted = random.nextDouble() * 0.8;
        double admitted = 0.3 + random.nextDouble() * 0.7;
        for (int id = 0; id < n; id++) {
            int own = ids.get(id)[0];
            for (int t = 0; t < types; t++) {
                boolean allowed = t > own || backwards && t < own || t == own && random.nextInt(10) == 0;
                if (!allowed || random.nextDouble() > wanted / (t < own ? 2 : 1)) {
                    continue;
                }
                for (int target = 0; target < n; target++) {
                    if (ids.get(target)[0] == t && random.nextDouble() < admitted) {
                        builder.pair(id, target);
                        if (random.nextInt(10) == 0) {
                            builder.pair(id, target);
                        }
                    }
                }
            }
            if (random.nextInt(25) == 0) {
                builder.broken(id);
            }
        }
        return builder.build();
    }
}
