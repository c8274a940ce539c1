package monkey.amun.argo.standin;

/** A request that is answered with an error: HTTP's status, gRPC's code and a message, as Argo words it. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    final int status;
    final int code;

    Refused(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refused invalid(String message) {
        return new Refused(400, 3, message);
    }

    static Refused notFound(String kind, String name) {
        return new Refused(404, 5, kind + ".argoproj.io \"" + name + "\" not found");
    }

    static Refused exists(String name) {
        return new Refused(409, 6, "workflows.argoproj.io \"" + name + "\" already exists");
    }

    static Refused noSuchCall() {
        return new Refused(501, 12, "Not Implemented");
    }
}
