#include "transform/source/federal_register/document.h"

#include <string.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* At the head of a text, or at the foot of any rendition. */
static COMPILED struct pattern number_form =
    PATTERN("\\[ ?FR Doc(?: No:|\\.) ?([\\dA-Z-]+)");
static COMPILED struct pattern foot =
    PATTERN("\\[ ?FR Doc\\. ?[\\dA-Z-]+ Filed");
static COMPILED struct pattern issue_form =
    PATTERN("\\[Federal Register Volume[^(]*\\(([^)]*)\\)");
static COMPILED struct pattern day_in_url =
    PATTERN("/(\\d{4})/(\\d\\d)/(\\d\\d)/");

const char *
federal_register_url(struct reading *r, const char *number)
{
	return arena_print(
	    r->unit_arena, "https://www.federalregister.gov/d/%s", number);
}

/* What the issue says, else the text's head, else the address, else a person.
 */
static const char *
document_published_on(struct reading *r,
    const struct federal_register_document *s, const char *text)
{
	struct match m;
	struct day day;

	if (s->issue[0] != '\0')
		return s->issue;
	if (pattern_find(&issue_form, text, &m) &&
	    day_read(match_text(r->arena, &m, 1), &day))
		return day_text(r->unit_arena, day);
	if (pattern_find(&day_in_url, r->document->url, &m))
		return arena_print(r->unit_arena, "%.4s-%.2s-%.2s", m.start[1],
		    m.start[2], m.start[3]);
	return r->document->published_on;
}

void
federal_register_check_foot(struct reading *r, struct unit *unit)
{
	if (unit->cut)
		reading_fault(r, "document", 0, NULL, "too long to be one");
	else if (!pattern_is_in(&foot, unit_text(unit)))
		reading_fault(r, "document", 0, NULL,
		    "has no foot \"[FR Doc. ... Filed\": it may be cut off");
}

static void
document_read_unit(struct reading *r, struct federal_register_document *s,
    federal_register_reader *reader)
{
	const char *text = unit_text(&s->unit);
	struct notice notice = {
		.surface = "federal_register",
		.version = s->units ? "xml" : "text",
		.us_government_reps = -1,
		.contractor_reps = -1,
	};
	struct match m;

	unit_read(r, &s->unit);
	notice.published_on = document_published_on(r, s, text);
	notice.url = pattern_find(&number_form, text, &m)
	    ? federal_register_url(r, match_text(r->arena, &m, 1))
	    : r->document->url;
	if (notice.published_on != NULL)
		memcpy(r->published_on, notice.published_on,
		    strnlen(notice.published_on, 10));
	reader(r, &s->unit, &notice, !s->units);
	reading_unit_end(r);
	unit_empty(&s->unit);
}

static void
document_begin_unit(struct federal_register_document *s, const char *element)
{
	s->units = true;
	s->within = strcmp(element, "NOTICE") == 0;
	s->foreign = !s->within;
	unit_empty(&s->unit);
}

static void
document_note_issue(
    struct reading *r, struct federal_register_document *s, const char *text)
{
	struct arena *arena = arena_new();
	struct day day;

	if (day_read(
		text, &day)) { /* of an issue, which may have none of ours */
		const char *issue = day_text(arena, day);

		memcpy(s->issue, issue, strnlen(issue, sizeof(s->issue) - 1));
		reading_recognise(r);
	}
	arena_free(arena);
}

static bool
document_is_unit(const char *element)
{
	static const char *const names[] = { "NOTICE", "RULE", "PRORULE",
		"PRESDOCU" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(element, names[i]) == 0)
			return true;
	}
	return false;
}

void
federal_register_document_row(struct reading *r,
    struct federal_register_document *s, const struct row *row,
    federal_register_reader *reader)
{
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (strcmp(element, "rule") == 0)
		return;
	if (text == NULL && document_is_unit(element)) {
		document_begin_unit(s, element);
	} else if (text == NULL) { /* "/NOTICE" */
		if (s->within)
			document_read_unit(r, s, reader);
		s->within = s->foreign = false;
	} else if (!s->within && strcmp(element, "DATE") == 0) {
		document_note_issue(r, s, text);
	} else if (!s->foreign) {
		unit_add(&s->unit, unit_with_hyphens(r->unit_arena, text),
		    row->line);
	}
}

void
federal_register_document_end(struct reading *r,
    struct federal_register_document *s, federal_register_reader *reader)
{
	if (!s->units)
		document_read_unit(r, s, reader);
}

void
federal_register_document_close(void *state)
{
	struct federal_register_document *s = state;

	unit_free(&s->unit);
}
