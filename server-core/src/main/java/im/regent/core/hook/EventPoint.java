package im.regent.core.hook;

/**
 * A kind of event that features can listen to. The module that publishes it declares it as a constant; equal points are the
 * same point.
 *
 * @param name for logs
 * @param type what listeners get
 */
public record EventPoint<E>(String name, Class<E> type) {}
