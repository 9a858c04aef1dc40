#include "publish/report/finder.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/report/shown.h"

#define TITLE_MAX 160

struct finder {
	char *folder;
	FILE *file;
	int error; /* the first that a line could not be written for */
	bool is_begun;
};

/*
 * The index is a script, too: a page that was opened from a disk may load one,
 * and may not read a file.
 */
static const char *const script[] = {
	"'use strict';",
	"(() => {",
	"const root = document.currentScript.dataset.root;",
	"const place = document.querySelector('.search');",
	"const box = document.createElement('input');",
	"const list = document.createElement('ul');",
	"box.type = 'search';",
	"box.placeholder = 'Search notices, countries, companies';",
	"box.setAttribute('aria-label', 'Search');",
	"list.setAttribute('aria-live', 'polite');",
	"place.replaceChildren(box, list);",
	"let pages = null;",
	"function show() {",
	"	const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);",
	"	const found = !pages || words.length === 0 ? [] : pages.filter(([title]) => {",
	"		const text = title.toLowerCase();",
	"		return words.every((word) => text.includes(word));",
	"	}).slice(0, 30);",
	"	list.replaceChildren(...found.map(([title, file]) => {",
	"		const item = document.createElement('li');",
	"		const link = document.createElement('a');",
	"		link.href = root + file;",
	"		link.textContent = title;",
	"		item.append(link);",
	"		return item;",
	"	}));",
	"}",
	"window.searchPages = (index) => { pages = index; show(); };",
	"box.addEventListener('focus', () => {",
	"	const index = document.createElement('script');",
	"	index.src = root + 'search-index.js';",
	"	document.head.append(index);",
	"}, { once: true });",
	"box.addEventListener('input', show);",
	"})();",
};

struct finder *
finder_open(const char *folder)
{
	struct finder *f = xzalloc(sizeof(*f));
	struct text path = { 0 };

	f->folder = xstrdup(folder);
	text_addf(&path, "%s/search-index.js", folder);
	f->file = fopen(text_string(&path), "we");
	if (f->file == NULL)
		log_error("%s: %s", text_string(&path), strerror(errno));
	else
		f->error = fputs("searchPages([", f->file) < 0 ? errno : 0;
	text_free(&path);
	if (f->file != NULL)
		return f;
	free(f->folder);
	free(f);
	return NULL;
}

void
finder_add(struct finder *f, const char *title, const char *file)
{
	struct text shown = { 0 };
	json_t *entry;
	char *json;

	shown_text(&shown, title, TITLE_MAX);
	entry = json_pack("[s, s]", text_string(&shown), file);
	json = xgiven(json_dumps(entry, JSON_COMPACT));
	if (fprintf(f->file, "%s\n%s", f->is_begun ? "," : "", json) < 0 &&
	    f->error == 0)
		f->error = errno;
	f->is_begun = true;
	free(json);
	json_decref(entry);
	text_free(&shown);
}

static bool
finder_put_script(const struct finder *f)
{
	struct text lines = { 0 };
	bool ok;

	for (size_t i = 0; i < sizeof(script) / sizeof(script[0]); i++)
		text_addf(&lines, "%s\n", script[i]);
	ok = folder_put(f->folder, "search.js", lines.bytes, lines.length);
	text_free(&lines);
	return ok;
}

bool
finder_close(struct finder *f)
{
	bool ok;

	if (fputs("\n]);\n", f->file) < 0 && f->error == 0)
		f->error = errno;
	if (fclose(f->file) != 0 && f->error == 0)
		f->error = errno;
	ok = f->error == 0;
	if (!ok)
		log_error(
		    "%s/search-index.js: %s", f->folder, strerror(f->error));
	ok = finder_put_script(f) && ok;
	free(f->folder);
	free(f);
	return ok;
}
