#include "transform/prose/uncounted.h"

#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"

/* "; a command post;", ", and a pair of radars (fixed)" */
#define ELEMENT                                                                  \
	" (?:and |plus )?(an? (?!\\d)(?:[\\w/-]+ ){0,5}?[\\w/-]+)(?= ?[;,.(\\n]" \
	"|,? and |\\z)"
static COMPILED struct pattern between_signs = PATTERN("[;,]" ELEMENT);
static COMPILED struct pattern between_semicolons = PATTERN(";" ELEMENT);

/* What every sale has beside its articles, and words that count or explain. */
static COMPILED struct pattern no_article = PATTERN(
    "\\b(?:spares?|support|training|tools?|technical|services?|publications?"
    "|logistics?|parts|repairs?|software|documentation|program(?:me)?s?"
    "|assistance|engineering|number|total|variety|range|minimum|maximum"
    "|combination|company|subsidiary|division|quantity|period|year|months?"
    "|result|part|member|ally|case|review|study|survey|plan|warranty|option"
    "|integration|installation|maintenance|contractor|government|team"
    "|representatives?|personnel|transportation|delivery|capabilit(?:y|ies)"
    "|dozen|hundred|thousand|few|lot|level|version|variant|derivative|type)\\b");

void
uncounted_tell(struct reading *r, size_t line, const char *from, const char *to,
    bool by_semicolons)
{
	struct pattern *element =
	    to == NULL || by_semicolons ? &between_semicolons : &between_signs;
	struct match m;

	if (to == NULL)
		to = from + strlen(from);
	for (; pattern_find_in(element, from, (size_t)(to - from), &m);
	     from = m.start[0] + m.length[0]) {
		const char *name = match_text(r->arena, &m, 1);

		if (!pattern_is_in(&no_article, name))
			reading_fault(r, "quantity", line, name,
			    "an article that no number counts");
	}
}
