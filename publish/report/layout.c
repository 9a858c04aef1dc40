#include "publish/report/layout.h"

#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "publish/report/cursor.h"
#include "publish/report/drawing.h"
#include "publish/report/location.h"
#include "publish/report/picture.h"
#include "publish/report/shown.h"

#define CELL_MAX 300
#define PARAGRAPH_MAX 20000

/* Values */

/* Whether a column is the address of the one before it, and of which sort. */
static bool
layout_is_of(const struct content *c, int column, const char *sort)
{
	const char *heading = cursor_heading(c->rows, column);
	size_t length = strlen(heading);
	size_t sort_length = strlen(sort);

	return length > sort_length &&
	    strcmp(heading + length - sort_length, sort) == 0;
}

static bool
layout_is_address(const struct content *c, int column)
{
	return layout_is_of(c, column, " link") ||
	    layout_is_of(c, column, " url");
}

/* The address of the value in a column; false if it has none. */
static bool
layout_address(const struct site *site, const struct webpage *p,
    const struct content *c, int column, struct text *out)
{
	const char *value;

	if (column + 1 >= cursor_width(c->rows) ||
	    !layout_is_address(c, column + 1))
		return false;
	value = cursor_value(c->rows, column + 1);
	if (layout_is_of(c, column + 1, " link"))
		return site_address(site, p, out, value);
	if (value == NULL || !location_is_public(value))
		return false;
	text_add_string(out, value);
	return true;
}

static void
layout_number(struct webpage *p, const char *heading, const char *number,
    const char *address)
{
	struct text shown = { 0 };

	shown_number(&shown, number, shown_of_heading(heading));
	webpage_start(p, "data", NULL);
	webpage_attribute(p, "value", number);
	webpage_link(p, address, text_string(&shown));
	webpage_end(p);
	text_free(&shown);
}

static void
layout_value(const struct site *site, struct webpage *p,
    const struct content *c, int column, const char *heading)
{
	const char *value = cursor_value(c->rows, column);
	struct text address = { 0 };
	const char *to = NULL;

	if (value == NULL)
		return;
	if (layout_address(site, p, c, column, &address))
		to = text_string(&address);
	if (cursor_is_number(c->rows, column))
		layout_number(p, heading, value, to);
	else
		webpage_link(p, to, value);
	text_free(&address);
}

/* Forms: each writes the rows of a page, of which the first is present. */

/* Numbers stand in a row by their ends, days are not broken. */
static const char *
layout_class(const struct content *c, int column)
{
	if (cursor_is_number(c->rows, column))
		return "n";
	return cursor_is_day(c->rows, column) ? "d" : NULL;
}

static void
layout_table_head(struct webpage *p, const struct content *c)
{
	webpage_start(p, "thead", NULL);
	webpage_start(p, "tr", NULL);
	for (int i = 1; i < cursor_width(c->rows); i++) {
		if (layout_is_address(c, i))
			continue;
		webpage_start(p, "th", layout_class(c, i));
		webpage_attribute(p, "scope", "col");
		webpage_text(p, cursor_heading(c->rows, i), CELL_MAX);
		webpage_end(p);
	}
	webpage_end(p);
	webpage_end(p);
}

static bool
layout_table(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	webpage_start(p, "div", "box");
	webpage_attribute(p, "role", "region");
	webpage_attribute(p, "tabindex", "0");
	webpage_attribute(p, "aria-label", c->heading);
	webpage_start(p, "table", NULL);
	layout_table_head(p, c);
	webpage_start(p, "tbody", NULL);
	do {
		webpage_start(p, "tr", NULL);
		for (int i = 1; i < cursor_width(c->rows); i++) {
			if (layout_is_address(c, i))
				continue;
			webpage_start(p, "td", layout_class(c, i));
			layout_value(site, p, c, i, cursor_heading(c->rows, i));
			webpage_end(p);
		}
		webpage_end(p);
	} while (cursor_next_of(c->rows, key));
	webpage_end(p);
	webpage_end(p);
	webpage_end(p);
	return true;
}

/* Columns: a name, a number, a text, its address, a note. */
static bool
layout_facts(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	enum { NAME = 1, NUMBER, TEXT, NOTE = 5 };

	webpage_start(p, "dl", NULL);
	do {
		const char *name = cursor_value(c->rows, NAME);
		const char *note = cursor_value(c->rows, NOTE);

		webpage_start(p, "div", NULL);
		webpage_element(p, "dt", NULL, name == NULL ? "" : name);
		webpage_start(p, "dd", NULL);
		layout_value(site, p, c, NUMBER, name == NULL ? "" : name);
		layout_value(site, p, c, TEXT, "");
		if (note != NULL)
			webpage_element(p, "small", NULL, note);
		webpage_end(p);
		webpage_end(p);
	} while (cursor_next_of(c->rows, key));
	webpage_end(p);
	return true;
}

/* A paragraph for each line that is not empty. */
static void
layout_paragraphs(struct webpage *p, const char *text)
{
	size_t left = PARAGRAPH_MAX;
	struct text line = { 0 };
	bool is_whole = true;

	while (*text != '\0' && is_whole) {
		size_t length = strcspn(text, "\r\n");
		size_t count = 0;

		for (size_t i = 0; i < length; i++)
			count += ((unsigned char)text[i] & 0xC0) != 0x80;
		if (length > 0) {
			text_empty(&line);
			text_add(&line, text, length);
			webpage_start(p, "p", NULL);
			webpage_text(p, text_string(&line), left);
			webpage_end(p);
		}
		is_whole = count <= left;
		left -= is_whole ? count : 0;
		text += length + strspn(text + length, "\r\n");
	}
	text_free(&line);
}

static bool
layout_prose(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	(void)site;
	do {
		const char *text = cursor_value(c->rows, 1);

		if (text != NULL)
			layout_paragraphs(p, text);
	} while (cursor_next_of(c->rows, key));
	return true;
}

static const struct {
	const char *name;
	bool (*write)(const struct site *, struct webpage *,
	    const struct content *, const char *key);
} forms[] = {
	{ "table", layout_table },
	{ "facts", layout_facts },
	{ "text", layout_prose },
	{ "graph", drawing_write },
	{ "bars", picture_write },
	{ "stacked", picture_write },
	{ "lines", picture_write },
	{ "dots", picture_write },
	{ "ranges", picture_write },
	{ "multiples", picture_write },
	{ "tiles", picture_write },
};

static bool
layout_write_form(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (strcmp(forms[i].name, c->form) == 0)
			return forms[i].write(site, p, c, key);
	}
	log_fatal("%s: the form %s is unknown", c->id, c->form);
}

/* The section */

static void
layout_caption(struct webpage *p, const struct content *c)
{
	static const char *const names[] = { "Unit: ", "", "Source: " };
	const char *texts[] = { c->unit, c->caveat, c->sources };

	_Static_assert(sizeof(names) == sizeof(texts), "of one length");
	webpage_start(p, "p", "caption");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (*texts[i] == '\0')
			continue;
		webpage_text(p, names[i], CELL_MAX);
		webpage_text(p, texts[i], PARAGRAPH_MAX);
		webpage_text(p, ". ", CELL_MAX);
	}
	webpage_end(p);
}

static void
layout_begin(struct webpage *p, const struct content *c)
{
	webpage_start(p, "section", NULL);
	webpage_attribute(p, "id", c->id);
	webpage_element(p, "h2", NULL, c->heading);
}

bool
layout_write(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	bool ok = true;

	bool is_there = cursor_next_of(c->rows, key);

	if (is_there && c->is_restricted && !site->with_restricted) {
		layout_begin(p, c);
		webpage_element(p, "p", "empty",
		    "These rows are not shown: the licence of their source"
		    " limits who may be given them.");
	} else if (is_there) {
		layout_begin(p, c);
		ok = layout_write_form(site, p, c, key);
		layout_caption(p, c);
	} else if (*c->empty != '\0') {
		layout_begin(p, c);
		webpage_element(p, "p", "empty", c->empty);
	} else
		return true;
	webpage_end(p);
	return ok;
}
