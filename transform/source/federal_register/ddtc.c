/*
 * Notifications of proposed export licences (AECA sections 36(c) and 36(d)):
 * one publication in the Federal Register holds a dozen letters to Congress or
 * more. Tags cannot be relied upon: 2024-02779 marks addressees as paragraphs,
 * 2024-02810 as headings. What begins and ends a letter is its words.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/notice/licence.h"
#include "transform/pattern.h"
#include "transform/source/federal_register/document.h"
#include "transform/source/sources.h"

static COMPILED struct pattern is_licences =
    PATTERN("DEPARTMENT OF STATE.{0,800}?(?:export licen[sc]es?"
	    "|36\\([cd]\\))");

/* "as shown on each of the 12 Letters": a check. */
static void
ddtc_check_count(struct reading *r, const char *text, size_t count)
{
	static COMPILED struct pattern stated =
	    PATTERN("each of the ([\\w-]+) letters?");
	struct quantity q;
	struct match m;

	if (!pattern_find(&stated, text, &m) ||
	    quantity_read(match_text(r->arena, &m, 1), &q) == 0)
		return;
	if ((size_t)q.count != count)
		reading_fault(r, "document", 0, match_text(r->arena, &m, 0),
		    "that is not the number of letters in it");
}

static void
ddtc_read_document(struct reading *r, struct unit *u,
    const struct notice *template, bool alone)
{
	const char *text = unit_text(u);
	size_t count;

	if (!pattern_is_in(&is_licences, text)) {
		if (alone) {
			reading_fault(r, "document", 0, NULL,
			    "no notifications of export licences in it");
			reading_no_record(r);
		}
		return;
	}
	if (reading_recognise(r))
		return;
	federal_register_check_foot(r, u);
	reading_no_record(r);
	count = licences_read(r, u, template);
	ddtc_check_count(r, text, count);
	reading_no_record(r);
}

static void
ddtc_row(struct reading *r, void *state, const struct row *row)
{
	federal_register_document_row(r, state, row, ddtc_read_document);
}

static void
ddtc_end(struct reading *r, void *state)
{
	federal_register_document_end(r, state, ddtc_read_document);
}

const struct transformer ddtc_transformer = {
	.state_size = sizeof(struct federal_register_document),
	.row = ddtc_row,
	.end = ddtc_end,
	.close = federal_register_document_close,
};
