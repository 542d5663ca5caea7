// A privileged component with @xmpp/component: reads a roster, adds a contact, speaks for a user.
const { component, xml } = require("@xmpp/component");

const PRIVILEGE = "urn:xmpp:privilege:2";
const gateway = component({
  service: `xmpp://127.0.0.1:${process.env.PORT ?? 5347}`,
  domain: "gateway.localhost",
  password: process.env.SECRET,
});
const { iqCaller } = gateway;

gateway.on("error", (error) => {
  console.error(error);
  process.exit(1);
});

// The server tells what we may do, right behind the handshake. Everything before this would be too early.
const granted = new Promise((resolve) => {
  gateway.on("stanza", (stanza) => {
    const privilege = stanza.getChild("privilege", PRIVILEGE);
    if (privilege && stanza.attrs.from === "localhost") {
      resolve(privilege.getChildren("perm").map(({ attrs }) => `${attrs.access} ${attrs.type ?? "by namespace"}`));
    }
  });
});

const roster = (...items) => xml("query", { xmlns: "jabber:iq:roster" }, ...items);

async function work() {
  const known = await iqCaller.get(roster(), "alice@localhost");
  console.log("alice knows:", known.getChildren("item").map((item) => item.attrs.jid).sort());

  const contact = { jid: "weather@gateway.localhost", name: "Weather", subscription: "both" };
  await iqCaller.set(roster(xml("item", contact, xml("group", {}, "Services"))), "alice@localhost");
  console.log("alice has a new contact");

  const message = xml(
    "message",
    { xmlns: "jabber:client", from: "alice@localhost", to: "bob@localhost", type: "chat" },
    xml("body", {}, "Sent by a component, as alice, from JavaScript"),
  );
  const forwarded = xml("forwarded", { xmlns: "urn:xmpp:forward:0" }, message);
  await gateway.send(xml("message", { to: "localhost" }, xml("privilege", { xmlns: PRIVILEGE }, forwarded)));
  console.log("bob has a message");
}

gateway
  .start()
  .then(() => granted)
  .then((permissions) => console.log("granted:", permissions))
  .then(work)
  .then(() => gateway.stop())
  .catch((error) => gateway.emit("error", error));
