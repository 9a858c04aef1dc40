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

static struct pattern is_licences =
    PATTERN("DEPARTMENT OF STATE.{0,800}?(?:export licen[sc]es?"
	    "|36\\([cd]\\))");

/* "as shown on each of the 12 Letters": a check. */
static void
check_count(struct reading *r, const char *text, size_t count)
{
	static struct pattern said = PATTERN("each of the ([\\w-]+) letters?");
	struct quantity q;
	struct match m;

	if (!pattern_find(&said, text, &m) ||
	    quantity_read(match_text(r->arena, &m, 1), &q) == 0)
		return;
	if ((size_t)q.count != count)
		reading_fault(r, "document", 0, match_text(r->arena, &m, 0),
		    "that is not the number of letters in it");
}

static void
read_publication(struct reading *r, struct unit *u,
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
	register_check_whole(r, u);
	reading_no_record(r);
	count = licences_read(r, u, template);
	check_count(r, text, count);
	reading_no_record(r);
}

static void
take_row(struct reading *r, void *state, const struct row *row)
{
	register_row(r, state, row, read_publication);
}

static void
end(struct reading *r, void *state)
{
	register_end(r, state, read_publication);
}

const struct transformer ddtc_transformer = {
	.state_size = sizeof(struct register_state),
	.row = take_row,
	.end = end,
	.close = register_close,
};
