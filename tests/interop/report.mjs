// Looks at every page of a report in headless Chromium, as a reader would: without
// a message, a request beyond its folder, a link that leads nowhere, a chart that
// shows other figures than its table, a page that is wider than a telephone, or
// what axe-core calls a serious or critical fault, in light and in dark.
//
//	node report.mjs REPORT CHROMIUM
//
// Prints what is wrong, a line each, then a line that counts; exit status 1 if
// anything is.
import { createRequire } from "node:module";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";

const require = createRequire(path.resolve("build/interop/package.json"));
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");

const [folder, chromium] = process.argv.slice(2);
const root = pathToFileURL(path.resolve(folder)).href + "/";
const pages = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html")).sort();
const told = [];
const ids = new Map(); // of each page
const links = []; // page, address
const places = new Set(); // of elements, that axe-core has looked at
const count = { looked: 0, charts: 0, marks: 0, links: 0, fragments: 0 };

const tell = (page, what) => told.push(`${page}: ${what}`);

// What a page is made of, asked within it.
const look = () => {
	const here = document.documentElement;
	return {
		width: here.scrollWidth,
		wanted: window.innerWidth,
		// An element's place: its name and class, and those of all above it.
		places: [...new Set([...document.querySelectorAll("*")].map((e) => {
			let place = "";
			for (; e !== null; e = e.parentElement)
				place = `${e.localName}.${e.getAttribute("class")}>${place}`;
			return place;
		}))],
		ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
		links: [...document.querySelectorAll(
		    "a[href], link[href], script[src], img[src]")].map((e) =>
			e.href?.baseVal ?? e.href ?? e.src).map((address) =>
			new URL(address, document.baseURI).href),
		charts: [...document.querySelectorAll("figure")].map((figure) => ({
			name: figure.querySelector("svg title")?.textContent,
			marks: figure.querySelectorAll(".mark").length,
			cells: figure.querySelectorAll(
			    "table data, table time").length,
			hasTable: figure.querySelector("table") !== null,
		})).filter((chart) => chart.hasTable || chart.marks > 0),
	};
};

async function faults(tab, name, options) {
	const found = await tab.evaluate((rules) => axe.run(document, rules),
	    { resultTypes: ["violations"], ...options });
	for (const fault of found.violations) {
		if (["serious", "critical"].includes(fault.impact))
			tell(name, `${fault.id}: ${fault.help}: ` +
			    fault.nodes[0].html.slice(0, 160));
	}
}

async function visit(tab, name) {
	await tab.emulateMediaFeatures(
	    [{ name: "prefers-color-scheme", value: "light" }]);
	await tab.goto(root + name);
	const found = await tab.evaluate(look);
	ids.set(name, new Set(found.ids));
	if (ids.get(name).size !== found.ids.length)
		tell(name, "an id stands twice");
	if (found.width > found.wanted)
		tell(name, `is ${found.width} pixels wide of ${found.wanted}`);
	for (const address of new Set(found.links))
		links.push([name, address]);
	for (const chart of found.charts) {
		count.charts++;
		count.marks += chart.marks;
		if (chart.hasTable && chart.marks !== chart.cells)
			tell(name, `${chart.name}: ${chart.marks} marks for ` +
			    `${chart.cells} figures`);
	}
	// Pages of one kind are alike: one in ten is looked at all the same.
	if (rest.length % 10 !== 0 &&
	    found.places.every((place) => places.has(place)))
		return;
	found.places.forEach((place) => places.add(place));
	count.looked++;
	await tab.addScriptTag({ path: axe });
	await faults(tab, name, {});
	await tab.emulateMediaFeatures(
	    [{ name: "prefers-color-scheme", value: "dark" }]);
	await faults(tab, `${name} (dark)`,
	    { runOnly: { type: "rule", values: ["color-contrast"] } });
}

function follow(name, address) {
	if (address.startsWith("data:"))
		return;
	count.links++;
	if (!address.startsWith(root)) {
		if (!/^https?:\/\//.test(address))
			tell(name, `a link to ${address}`);
		return;
	}
	const [place, fragment] = address.split("#");
	const file = fileURLToPath(place);
	if (!existsSync(file))
		return tell(name, `no ${path.relative(folder, file)}`);
	if (fragment === undefined || fragment === "")
		return;
	count.fragments++;
	if (!ids.get(path.relative(path.resolve(folder), file))
	    ?.has(decodeURIComponent(fragment)))
		tell(name, `nothing is ${address.slice(root.length)}`);
}

const browser = await puppeteer.launch({
	executablePath: chromium,
	args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
	defaultViewport: { width: 390, height: 844 },
});
const rest = [...pages];
await Promise.all([0, 1].map(async () => {
	const tab = await browser.newPage();
	let name;
	tab.on("console", (message) => tell(name, `says: ${message.text()}`));
	tab.on("pageerror", (error) => tell(name, `fails: ${error.message}`));
	tab.on("request", (request) => {
		const address = request.url();
		if (!address.startsWith(root) && !address.startsWith("data:"))
			tell(name, `asks for ${address}`);
	});
	tab.on("requestfailed", (request) =>
		tell(name, `does not get ${request.url()}`));
	while ((name = rest.shift()) !== undefined)
		await visit(tab, name);
}));
await browser.close();
for (const [name, address] of links)
	follow(name, address);

told.slice(0, 40).forEach((line) => console.log(line));
if (told.length > 40)
	console.log(`... and ${told.length - 40} more`);
console.log(`${pages.length} pages, ${count.looked} of them by axe-core, ${count.charts} charts, ${count.marks} marks, ` +
    `${count.links} links, ${count.fragments} fragments, ${told.length} faults`);
process.exit(told.length > 0 || pages.length === 0 || count.marks === 0 ? 1 : 0);
