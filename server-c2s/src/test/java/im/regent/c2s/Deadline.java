package im.regent.c2s;

import im.regent.core.stream.StreamError;
import java.time.Duration;

/** What would end a stream from the server's side, and when. */
record Deadline(Duration after, StreamError error) {}
