package im.regent.core.config;

/** Where something stands: {@code order} sorts the sources as they were read, {@code line} is 0 if there is none. */
record Location(int order, String file, int line) {
    /** {@code conf/regent.conf:12}. */
    String shown() {
        return file + (line > 0 ? ":" + line : "");
    }
}
