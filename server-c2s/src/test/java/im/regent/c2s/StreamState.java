package im.regent.c2s;

/** How far a client's stream has come. */
enum StreamState {
    /** Connected, nothing sent. */
    UNOPENED,
    /** TLS is mandatory and has not begun. */
    CLEAR,
    /** After {@code <proceed/>}, before the header. */
    PROCEEDING,
    /** Under TLS, before the login. */
    SECURE,
    /** A SASL exchange waits for the client. */
    EXCHANGE,
    /** After {@code <success/>}, before the header. */
    SUCCEEDED,
    /** Logged in, no resource yet. */
    AUTHENTICATED,
    BOUND,
    /** Bound, and our closing tag is out. */
    CLOSING;

    /** A client in this state, everything that came forgotten. */
    EmbeddedClient client(ClientWorld world) {
        EmbeddedClient client = world.embed();
        reach(client);
        return client.forget();
    }

    private void reach(EmbeddedClient client) {
        switch (this) {
            case UNOPENED -> {}
            case CLEAR -> client.sends(Script.header());
            case PROCEEDING -> client.sends(Script.header()).sends(Script.START_TLS);
            case SECURE -> client.secures();
            case EXCHANGE ->
                client.secures().sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefghabcdefgh")));
            case SUCCEEDED -> client.secures().logsIn("juliet");
            case AUTHENTICATED -> client.secures().logsIn("juliet").sends(Script.header());
            case BOUND -> client.secures().binds("juliet", "balcony");
            case CLOSING -> client.secures().binds("juliet", "balcony").closedByServer();
        }
    }
}
