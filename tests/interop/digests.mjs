// digests.mjs FILE...: recomputes every digest of WARC files, from the bytes.
// Knows of WARC only what the standard says: it shares no code with us.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

let records = 0;
let digests = 0;
let wrong = 0;

function readHead(bytes, at) {
  const end = bytes.indexOf("\r\n\r\n", at);
  const lines = bytes.subarray(at, end).toString("utf8").split("\r\n");
  const fields = {};
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(":");
    fields[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { version: lines[0], fields, end: end + 4 };
}

function compare(file, fields, name, bytes) {
  const stated = fields[name];
  if (stated === undefined) return;
  const [algorithm, value] = stated.split(":");
  const found = createHash(algorithm).update(bytes).digest("hex");
  digests++;
  if (found !== value) {
    wrong++;
    console.log(`${file}: ${fields["warc-record-id"]}: ${name} is wrong`);
  }
}

for (const file of process.argv.slice(2)) {
  const bytes = gunzipSync(readFileSync(file));
  for (let at = 0; at < bytes.length; ) {
    const head = readHead(bytes, at);
    if (head.version !== "WARC/1.1") throw new Error(`${file}: ${head.version}`);
    const length = Number(head.fields["content-length"]);
    const block = bytes.subarray(head.end, head.end + length);
    const isHttp = head.fields["warc-type"] === "response";
    const start = isHttp ? block.indexOf("\r\n\r\n") + 4 : 0;
    compare(file, head.fields, "warc-block-digest", block);
    compare(file, head.fields, "warc-payload-digest", block.subarray(start));
    records++;
    at = head.end + length;
    if (bytes.subarray(at, at + 4).toString() !== "\r\n\r\n")
      throw new Error(`${file}: a record does not end as it should`);
    at += 4;
  }
}
console.log(`${records} records, ${digests} digests, ${wrong} wrong`);
process.exit(wrong > 0 || digests === 0 ? 1 : 0);
