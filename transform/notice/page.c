#include "transform/notice/page.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/article.h"
#include "transform/pattern.h"

/* "2026-06-05T18:22:11+00:00" */
static COMPILED struct pattern utc_form =
    PATTERN("\\A(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:Z|\\+00:00)?\\z");
static COMPILED struct pattern id_form = PATTERN("\\A(?:post-)?(\\d{1,18})\\z");
static COMPILED struct pattern iso_day = PATTERN("\\A(\\d{4}-\\d\\d-\\d\\d)T");

/* The Federal Register prints the same sales: as another source. */
static COMPILED struct pattern register_marks =
    PATTERN("\\[Federal Register|\\[ ?FR Doc");

/* What comes first stays. */
static void
notice_page_keep(struct notice_page *p, const char **to, struct pattern *form,
    const char *text)
{
	struct match m;

	if (*to != NULL || text == NULL)
		return;
	if (form == NULL)
		*to = arena_string(p->arena, text);
	else if (pattern_find(form, text, &m))
		*to = match_text(p->arena, &m, 1);
}

/* The same, and the line on which it stands. */
static void
notice_page_keep_at(struct notice_page *p, const char **to, size_t *line,
    struct pattern *form, const struct row *row, const char *text)
{
	bool is_new = *to == NULL;

	notice_page_keep(p, to, form, text);
	if (is_new && *to != NULL)
		*line = row->line;
}

/* What a page's head, or WordPress's JSON, says of it. */
static void
notice_page_take_facts(struct notice_page *p, const struct row *row)
{
	const char *name = row_get(row, "name");
	const char *text = row_get(row, "text");

	notice_page_keep(p, &p->id, &id_form, row_get(row, "id"));
	notice_page_keep(
	    p, &p->modified, &utc_form, row_get(row, "modified_gmt"));
	notice_page_keep_at(
	    p, &p->day, &p->day_line, &iso_day, row, row_get(row, "date"));
	if (name != NULL && strcmp(name, "article:modified_time") == 0)
		notice_page_keep(p, &p->modified, &utc_form, text);
	if (name != NULL && strcmp(name, "datePublished") == 0)
		notice_page_keep_at(p, &p->day, &p->day_line, NULL, row, text);
}

static COMPILED struct pattern dash =
    PATTERN("(?: ?(?:--|\xE2\x80\x94) ?| (?:-|\xE2\x80\x93) )");

/* The first; a heading that names purchaser and goods comes before the site's
 * name. */
static void
notice_page_take_heading(struct notice_page *p, const char *text, size_t line)
{
	if (p->heading != NULL &&
	    (pattern_is_in(&dash, p->heading) || !pattern_is_in(&dash, text)))
		return;
	p->heading = arena_string(p->arena, text);
	p->heading_line = line;
}

void
notice_page_row(struct notice_page *p, const struct notice_page_layout *layout,
    const struct row *row)
{
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");
	const char *region = row_get(row, "region");

	if (p->arena == NULL)
		p->arena = arena_new();
	p->is_laid_out = p->is_laid_out ||
	    (region != NULL && text_is_one_of(region, layout->body));
	if (element == NULL || text == NULL || strcmp(element, "meta") == 0) {
		notice_page_take_facts(p, row);
		return;
	}
	if (strcmp(element, "a") == 0) /* stands in its block, too */
		return;
	if (strcmp(element, "h1") == 0)
		notice_page_take_heading(p, text, row->line);
	if (region == NULL)
		unit_add(&p->rest, text, row->line);
	else if (text_is_one_of(region, layout->title))
		notice_page_keep_at(
		    p, &p->title, &p->title_line, NULL, row, text);
	else if (text_is_one_of(region, layout->day))
		notice_page_keep_at(p, &p->day, &p->day_line, NULL, row, text);
	else if (text_is_one_of(region, layout->body))
		article_add(&p->body, text, row->line);
}

/* Pages part purchaser and articles by an en dash; some by a hyphen. */
static const char *
notice_page_write_title(struct arena *arena, const char *title)
{
	struct match m;

	if (title == NULL || !pattern_find(&dash, title, &m))
		return title;
	return arena_print(arena, "%.*s \xE2\x80\x93 %s",
	    (int)(m.start[0] - title), title, m.start[0] + m.length[0]);
}

static void
notice_page_read_day(struct reading *r, struct notice_page *p, struct notice *n)
{
	struct day day;

	if (p->day == NULL)
		return;
	if (!article_day(r, p->day, &day) && !day_read(p->day, &day)) {
		reading_fault(r, "published_on", 0, p->day, "not a day");
		return;
	}
	n->announced_on = day;
	reading_place_apart(r, "announced_on", p->day_line, p->day);
	reading_place_apart(r, "published_on", p->day_line, p->day);
	n->published_on = arena_print(
	    r->unit_arena, "%04d-%02d-%02d", day.year, day.month, day.day);
	memcpy(r->published_on, n->published_on, 10);
}

void
notice_page_end(struct reading *r, struct notice_page *p,
    const struct notice_page_layout *layout)
{
	struct notice n = {
		.surface = layout->surface,
		.us_government_reps = -1,
		.contractor_reps = -1,
		.published_on = r->document->published_on,
	};
	struct unit *u = p->body.text.length > 0 ? &p->body : &p->rest;

	unit_read(r, u);
	n.url = layout->address(r, p->id);
	n.version = p->modified;
	n.title = notice_page_write_title(
	    r->unit_arena, p->title != NULL ? p->title : p->heading);
	if (p->title != NULL)
		reading_place_apart(r, "title", p->title_line, p->title);
	else if (p->heading != NULL)
		reading_place_apart(r, "title", p->heading_line, p->heading);
	notice_page_read_day(r, p, &n);
	if (p->is_laid_out)
		reading_recognise(r);
	else if (pattern_is_in(&register_marks, unit_text(&p->rest)))
		reading_disown(r);
	if (article_read(r, u, &n))
		reading_notice(r, &n);
	else
		reading_no_record(r);
	reading_unit_end(r);
}

void
notice_page_close(void *state)
{
	struct notice_page *p = state;

	unit_free(&p->body);
	unit_free(&p->rest);
	arena_free(p->arena);
}
