// The client of inline.py: xmpp.js, told what to do by JSON lines on standard input. The first line says who it is and where it
// connects; each later one is `{"send": "<xml/>"}` or `{"stop": true}`. On standard output it reports all that passes on its stream.
import { webcrypto } from "node:crypto";
import { createInterface } from "node:readline";
import { client, xml } from "@xmpp/client";
import { Parser } from "@xmpp/xml";

globalThis.crypto ??= webcrypto; // of Node 18, the version of Debian 12

const report = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const given = JSON.parse((await lines.next()).value);

const xmpp = client({
  service: given.service,
  domain: given.domain,
  username: given.username,
  password: given.password,
  resource: given.tag,
  userAgent: xml("user-agent", { id: given.device }, xml("software", {}, "xmpp.js")),
});

// What an application keeps for the next start of the program.
xmpp.fast.fetchToken = async () => given.token;
xmpp.fast.saveToken = async (token) => {
  given.token = token;
  report({ token });
};
xmpp.fast.deleteToken = async () => {
  given.token = null;
  report({ token: null });
};

// xmpp.js has neither carbons nor client states, but a place to ask for them in (XEP-0280 and XEP-0352, with XEP-0386).
for (const [namespace, wish] of Object.entries(given.wishes)) {
  xmpp.bind2.use(namespace, () => xml(wish, { xmlns: namespace }));
}

const write = xmpp.write;
xmpp.write = (text) => {
  report({ out: text });
  return write.call(xmpp, text);
};
xmpp.on("element", (element) => report({ in: element.toString() }));
xmpp.on("send", (element) => report({ sent: element.attrs.id ?? "" })); // from now on stream management keeps it
xmpp.on("status", (status) => report({ status }));
xmpp.on("error", (error) => report({ error: String(error) }));
xmpp.streamManagement.on("resumed", () => report({ status: "resumed" }));
xmpp.reconnect.delay = 50; // milliseconds

function parsed(text) {
  const parser = new Parser();
  let found = null;
  parser.on("element", (element) => (found = element));
  parser.write(`<stream>${text}`);
  return found;
}

xmpp.start().catch((error) => report({ error: String(error) }));
for await (const line of lines) {
  const command = JSON.parse(line);
  if (command.stop) break;
  xmpp.send(parsed(command.send)).catch((error) => report({ error: String(error) }));
}
xmpp.reconnect.stop();
await xmpp.stop().catch(() => {}); // there may be no connection
process.exit(0);
