// validate.cjs PACKAGE...: the Frictionless library reads and checks a data
// package: the descriptor, every row against its schema, and the references.
const { Package } = require("datapackage");

async function validate(folder) {
  const pack = await Package.load(`${folder}/datapackage.json`, { strict: true });
  if (!pack.valid) throw new Error(pack.errors.join("; "));
  for (const resource of pack.resources) {
    const rows = await resource.read({ relations: true });
    const stated = resource.descriptor.rows;
    if (rows.length !== stated)
      throw new Error(`${resource.name}: ${rows.length} rows, not ${stated}`);
    console.log(`${folder}: ${resource.name}: ${rows.length} rows are valid`);
  }
}

(async () => {
  for (const folder of process.argv.slice(2)) await validate(folder);
})().catch((error) => {
  console.error(String(error), error.errors || "");
  process.exit(1);
});
