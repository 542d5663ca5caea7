package im.regent.im.blocking;

/** What became of an attempt to change a block list. */
record BlockEdit(Outcome outcome, BlockList before, BlockList after) {
    /** How it ended. */
    enum Outcome {
        /** The list is stored as it is now. */
        DONE,
        /** There is no such account; nothing was stored. */
        NO_ACCOUNT,
        /** The list has no room; nothing was stored. */
        NO_ROOM
    }

    static BlockEdit refused(Outcome outcome, BlockList list) {
        return new BlockEdit(outcome, list, list);
    }

    /** The same with the list as storage gave it back. */
    BlockEdit stored(BlockList list) {
        return new BlockEdit(outcome, before, list);
    }
}
