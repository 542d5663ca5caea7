/**
 * The load of {@code bench chat}: pairs of users, a window of messages in flight for each, counted and timed where they
 * arrive.
 *
 * <p>The generator must cost less than the server it measures. So there is one selector and one thread; what arrives is
 * searched for {@code </message>} and nothing else; what is sent are prepared bytes in which three numbers change; and
 * everything that a read allows to be sent goes out in one write.
 */
@NullMarked
package im.regent.bench.chat;

import org.jspecify.annotations.NullMarked;
