// The run as columns; a document is an index into them, a theme an index into `themes`.
const root = document.documentElement;
const byId = id => document.getElementById(id);
const { themes, sources, terms, documents: docs } = JSON.parse(byId("data").textContent);
const count = docs.x.length;
const everyDocument = Array.from({ length: count }, (_, doc) => doc);
const xs = Float32Array.from(docs.x, step => step / 10000);
// The screen's y grows downwards.
const ys = Float32Array.from(docs.y, step => 1 - step / 10000);

const STATUS = { c: "core", b: "border", u: "unassigned" };

const heading = doc => docs.title[doc] || docs.id[doc];
const sourcesOf = doc => [docs.source[doc], ...(docs.further_sources[doc] ?? [])];
const sourceNames = doc => sourcesOf(doc).map(source => sources[source] ?? "").join("; ");
const statusOf = doc => docs.status[doc];
const why = doc => docs.why[doc].map(term => terms[term]);
const figure = (thousandths, decimals) => (thousandths / 1000).toFixed(decimals);
const number = value => value.toLocaleString("en-US");
const plural = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

const darkScreen = matchMedia("(prefers-color-scheme: dark)");
const NO_THEME = { light: "#7a7f87", dark: "#8b919b" };
const colourOf = theme => (themes[theme] || NO_THEME)[darkScreen.matches ? "dark" : "light"];
