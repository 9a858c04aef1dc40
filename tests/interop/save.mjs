// Visits addresses in headless Chromium and saves what it got, as its network
// panel and its "Save as" do: FOLDER/pages.har, and a page each, FOLDER/1.mhtml.
//
//	node save.mjs CHROMIUM FOLDER ADDRESS...
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.resolve("build/interop/package.json"));
const puppeteer = require("puppeteer-core");
const [chromium, folder, ...addresses] = process.argv.slice(2);

const list = (headers) => Object.entries(headers ?? {})
    .map(([name, value]) => ({ name, value }));

// What the protocol tells of each request, as entries of a HAR file.
function record(client, entries) {
	const open = new Map();
	client.on("Network.requestWillBeSent", (told) => {
		open.set(told.requestId, {
			startedDateTime: new Date(told.wallTime * 1000).toISOString(),
			time: 0,
			request: {
				method: told.request.method,
				url: told.request.url,
				httpVersion: "http/1.1",
				headers: list(told.request.headers),
				queryString: [], cookies: [],
				headersSize: -1, bodySize: -1,
			},
			cache: {},
			timings: { send: 0, wait: 0, receive: 0 },
		});
	});
	client.on("Network.responseReceived", ({ requestId, response }) => {
		open.get(requestId).response = {
			status: response.status,
			statusText: response.statusText,
			httpVersion: "http/1.1",
			headers: list(response.headers),
			cookies: [], redirectURL: "",
			headersSize: -1, bodySize: -1,
			content: { mimeType: response.mimeType, size: 0 },
		};
	});
	client.on("Network.dataReceived", ({ requestId, dataLength }) => {
		open.get(requestId).response.content.size += dataLength;
	});
	return async (requestId) => {
		const entry = open.get(requestId);
		const got = await client.send(
		    "Network.getResponseBody", { requestId });
		entry.response.content.text = got.body;
		if (got.base64Encoded)
			entry.response.content.encoding = "base64";
		entries.push(entry);
	};
}

const browser = await puppeteer.launch({
	executablePath: chromium,
	args: ["--no-sandbox", "--disable-gpu"],
});
const entries = [];
const tab = await browser.newPage();
const client = await tab.createCDPSession();
await client.send("Network.enable");
const keep = record(client, entries);
const finished = [];
client.on("Network.loadingFinished",
    ({ requestId }) => finished.push(keep(requestId)));
for (const [i, address] of addresses.entries()) {
	await tab.goto(address, { waitUntil: "networkidle0" });
	await Promise.all(finished.splice(0));
	const { data } = await client.send(
	    "Page.captureSnapshot", { format: "mhtml" });
	writeFileSync(path.join(folder, `${i + 1}.mhtml`), data);
}
const version = await browser.version();
await browser.close();
writeFileSync(path.join(folder, "pages.har"), JSON.stringify({ log: {
	version: "1.2",
	creator: { name: "Chromium", version: version.split("/")[1] },
	pages: [], entries,
} }));
