// feed.cjs FILE: rss-parser reads the feed; prints the id and title of each entry.
const { readFileSync } = require("node:fs");
const Parser = require("rss-parser");

new Parser().parseString(readFileSync(process.argv[2], "utf8")).then((feed) => {
  for (const item of feed.items) {
    if (!item.id || !item.title || !item.content || !item.isoDate)
      throw new Error(`an entry lacks something: ${JSON.stringify(item)}`);
    console.log(`${item.id} ${item.title}`);
  }
}).catch((error) => {
  console.error(String(error));
  process.exit(1);
});
