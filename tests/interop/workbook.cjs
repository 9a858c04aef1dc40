// workbook.cjs FILE FOLDER: SheetJS reads a workbook; each sheet has the rows that a
// file of its name has, as JSON arrays of texts.
const { readFileSync, readdirSync } = require("node:fs");
const xlsx = require("xlsx");

const [file, folder] = process.argv.slice(2);
const book = xlsx.read(readFileSync(file), { cellDates: false });
const number = /^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;
const serial = (day) => Date.parse(`${day}T00:00:00Z`) / 86400000 + 25569;

function same(cell, text) {
  if (cell === undefined || cell === null || cell === "")
    return text === null || text === undefined || text === "";
  if (typeof cell === "boolean") return String(cell) === text;
  if (typeof cell === "string") return cell === text;
  return number.test(text) ? cell === Number(text) : cell === serial(text);
}

let cells = 0;
for (const name of readdirSync(folder)) {
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`${name}: there is no such sheet`);
  const got = xlsx.utils.sheet_to_json(sheet, { header: 1, raw: true }).slice(1);
  const wanted = readFileSync(`${folder}/${name}`, "utf8")
    .split("\n").filter(Boolean).map((line) => JSON.parse(line));
  if (got.length !== wanted.length)
    throw new Error(`${name}: ${got.length} rows, not ${wanted.length}`);
  wanted.forEach((row, i) => row.forEach((text, j) => {
    cells++;
    if (!same(got[i][j], text))
      throw new Error(`${name}, row ${i + 1}, cell ${j + 1}: ` +
        `${JSON.stringify(got[i][j])}, not ${JSON.stringify(text)}`);
  }));
}
for (const name of book.SheetNames)
  for (const [at, cell] of Object.entries(book.Sheets[name]))
    if (cell.f !== undefined) throw new Error(`${name}!${at}: a formula`);
console.log(`${cells} cells of ${book.SheetNames.length} sheets`);
