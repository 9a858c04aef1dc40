// graph.cjs GRAPHML CSV-FOLDER: graphology reads the graph; its nodes and edges are
// those of edges.csv, with the same weights.
const { readFileSync } = require("node:fs");
const Graph = require("graphology");
const { parse } = require("graphology-graphml");
const { Package } = require("datapackage");

const [file, folder] = process.argv.slice(2);
const graph = parse(Graph.MultiDirectedGraph, readFileSync(file, "utf8"));
const label = (node) => graph.getNodeAttribute(node, "label");
const text = (value) => (value === undefined || value === null ? "" : String(value));

(async () => {
  const pack = await Package.load(`${folder}/datapackage.json`, { strict: true });
  const rows = await pack.getResource("edges").read({ keyed: true });
  const wanted = rows.map((row) =>
    [row.source, row.target, row.kind, text(row.weight && Number(row.weight)),
      text(row.parts)].join("|")).sort();
  const got = graph.mapEdges((edge, attributes, source, target) =>
    [label(source), label(target), attributes.kind, text(attributes.weight),
      text(attributes.parts)].join("|")).sort();
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`edges differ: ${got.find((x, i) => x !== wanted[i])}, ` +
      `not ${wanted.find((x, i) => x !== got[i])}`);
  const names = new Set(rows.flatMap((row) => [row.source, row.target]));
  const nodes = new Set(graph.nodes().map(label));
  if (names.size !== nodes.size || graph.order !== nodes.size)
    throw new Error(`${graph.order} nodes, not ${names.size}`);
  console.log(`${graph.order} nodes and ${graph.size} edges`);
})().catch((error) => {
  console.error(String(error), error.errors || "");
  process.exit(1);
});
