/**
 * Component streams: XEP-0114 version 1.6, {@code jabber:component:accept} only. Left out: {@code jabber:component:connect},
 * which no server offers any more.
 */
@NullMarked
package im.regent.component;

import org.jspecify.annotations.NullMarked;
