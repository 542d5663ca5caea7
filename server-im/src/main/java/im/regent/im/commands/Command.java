package im.regent.im.commands;

/**
 * A command that can be carried out.
 *
 * @param node its name for programs, unique at its place
 * @param name its name for people
 * @param start what happens first; its input holds no values
 */
public record Command(Place place, String node, String name, Permission permission, CommandStep start) {
    /** Which address has the command. */
    public enum Place {
        /** Each virtual host. */
        HOST,
        /** Each account, for its owner only. */
        ACCOUNT
    }

    /** Who may use it. */
    public enum Permission {
        /** Those who are named in {@code admins}, with sessions of their own. */
        ADMIN,
        /** The accounts of the host; at an account, its owner. */
        USER
    }
}
