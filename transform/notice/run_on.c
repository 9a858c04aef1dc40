#include "transform/notice/run_on.h"

#include <string.h>

#include "base/arena.h"
#include "transform/notice/section.h"
#include "transform/pattern.h"

#define RUN_ON_MIN 600
#define RULE_MIN 10

/*
 * Where a line begins in a copy that has lost its line breaks: behind a
 * sentence or the head of a letter. Items are only looked for behind the first.
 */
static COMPILED struct pattern lost_break = PATTERN(
    "(?<=[.:,;)*\\d] )(?=Hon\\. |The Hon\\. |Dear M|Defense Security Coop"
    "|CONGRESSIONAL NOTIFICATION TRANS|Transmittal No[s. ]*" TRANSMITTAL_NUMBER
    " (?:Notice|Report) of|Notice of Proposed Issuance|POLICY JUSTIFICATION"
    "|(?-i:\\((?:i|ii|iii|iv|v|vi|vii|viii)\\) [A-Z])"
    "|Major Defense Equipment ?[*(:$]|Non-?MDE\\b[^.:]{0,20}:"
    "|(?-i:Other|Total|TOTAL):? ?\\$|\\* ?As defined in)"
    "|(?<=[.;:] )(?=(?-i:[A-Z])[a-z-]+(?: [a-z-]+){0,5} \\(\\d)"
    "|(?<=\\d )(?=____)");
static COMPILED struct pattern page_mark =
    PATTERN(" ?\\[\\[Page [A-Z]?\\d+\\]\\] ?");

bool
run_on_is(const char *text)
{
	return strnlen(text, RUN_ON_MIN) == RUN_ON_MIN;
}

struct run_on
run_on_begin(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text);
	const char *plain;
	char *to = arena_alloc(arena, (size_t)(end - text) + 1);
	struct match m;

	plain = to;
	while (pattern_find_in(&page_mark, text, (size_t)(end - text), &m)) {
		to = arena_put(arena, to, text, (size_t)(m.start[0] - text));
		to = arena_put(arena, to, " ", 1);
		text = m.start[0] + m.length[0];
	}
	to = arena_put(arena, to, text, (size_t)(end - text));
	return (struct run_on){ plain, to };
}

const char *
run_on_next(struct arena *arena, struct run_on *text)
{
	const char *line = text->at;
	struct match m;

	if (line == text->end)
		return NULL;
	text->at = text->end;
	if (!pattern_find_in(&lost_break, line, (size_t)(text->end - line), &m))
		return line;
	text->at = m.start[0];
	return arena_copy(arena, line, (size_t)(m.start[0] - line) - 1);
}

bool
run_on_ends_in_rule(const struct run_on *text)
{
	return text->end - text->at >= RULE_MIN &&
	    strspn(text->end - RULE_MIN, "_") == RULE_MIN;
}
