#include "transform/source/dod_contracts/page.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/source/dod_contracts/announcement.h"

#define HEADING_MAX 90

static COMPILED struct pattern title_form =
    PATTERN("\\A ?(?:DO[DW] )?Contracts? ?(?:\\b(?:announced )?(?:for|of)\\b"
	    "|\\(|awards?\\b|\\z|[A-Z][a-z]+\\.? \\d)");
static COMPILED struct pattern title_day = PATTERN(
    "\\b(" ANNOUNCEMENT_MONTH
    ") ?(\\d{1,2})(?:st|nd|rd|th)?(?:, ?\\d{1,2}(?![\\d]))*(?:,? ?(?:-|&|and|to"
    "|through|\xE2\x80[\x90-\x94]) ?(?:(" ANNOUNCEMENT_MONTH
    ") ?)?(\\d{1,2})(?:st|nd|rd|th)?)? ?,? ?(\\d{4})\\b");
static COMPILED struct pattern article_number =
    PATTERN("/Article/(\\d{4,12})\\b");
static COMPILED struct pattern old_number =
    PATTERN("[?&]Contract_?ID=(\\d{1,9})\\b");
static COMPILED struct pattern file_name =
    PATTERN("([^/?#]+?)(?:\\.[A-Za-z]{2,5})?(?:[?#].*)?/?\\z");

static COMPILED struct pattern footnote =
    PATTERN("\\A ?\\*+ ?([^*]{3,120}?)[. ]*\\z");
static COMPILED struct pattern of_site = PATTERN(
    "\\bprovides the military forces\\b|\\bproducts you want delivered\\b"
    "|\\bvalued at \\$ ?[\\d.]+ million or more are\\b"
    "|\\A ?Contracts valued at\\b|\\bContract announcements issued before\\b"
    "|\\A ?(?:-?30-?|###|Contracts?|NEWS|SHARE|PRINT|Immediate Release"
    "|For Immediate Release|End of announcement) ?\\z"
    "|\\A ?(?:No\\. \\d|FOR RELEASE AT|There (?:are|were) no contract"
    "|No contracts )");
static COMPILED struct pattern glued = PATTERN(
    " ?(?:Choose which [A-Z][\\w.]* products|\\*+ ?Small(?:,| )[^.]{0,40}"
    "business(?: |,|\\b)[^.]{0,40}\\z|The Department of (?:War|Defense) "
    "provides the military).*\\z");

bool
contracts_is_title(const char *title)
{
	return title != NULL && pattern_is_in(&title_form, title);
}

/* What only a paragraph of an award has, whatever else it says. */
static COMPILED struct pattern of_award = PATTERN(
    "\\bcontracting activity\\b|(?-i)(?<![A-Za-z0-9])(?=[A-Z0-9]{0,5}\\d)"
    "(?=\\d{0,5}[A-Z])[A-Z0-9]{6}" CONTRACT_DASH "?\\d\\d" CONTRACT_DASH
    "?[AC-PS-Z]" CONTRACT_DASH "?[A-Z0-9]{4}(?![A-Za-z0-9])");
static COMPILED struct pattern awards =
    PATTERN("\\b(?:(?:is|are|was|were|has|have|had)\\b[^.;]{0,60}? (?:awarded"
	    "|issued|granted)|(?:has|have) received)\\b");

/* "Defense Logistics Agency": each word of weight has a capital. */
static bool
contracts_is_title_case(const char *text)
{
	static COMPILED struct pattern form =
	    PATTERN("(?-i)\\A ?(?:The )?[A-Z][A-Za-z.-]*(?: (?:of|the|and|for|&"
		    "|[A-Z][A-Za-z.-]*))* ?:?\\z");

	return strnlen(text, HEADING_MAX + 1) <= HEADING_MAX &&
	    pattern_is_in(&form, text) && contracts_is_department(text);
}

/* Capitals alone, few of them, and no sum. */
static bool
contracts_is_heading(const char *text)
{
	size_t letters = 0;
	size_t length = strlen(text);

	if (length > HEADING_MAX)
		return false;
	for (const char *p = text; *p != '\0'; p++) {
		if (islower((unsigned char)*p) || *p == '$')
			return false;
		letters += isupper((unsigned char)*p) != 0;
	}
	return letters >= 3;
}

static COMPILED struct pattern begins_as_site =
    PATTERN("\\A ?Contract(?:s valued at| announcements issued)\\b");

/* Never of a paragraph that awards, though it may use the site's words. */
static bool
contracts_is_of_site(const char *text)
{
	return pattern_is_in(&of_site, text) &&
	    !pattern_is_in(&of_award, text) &&
	    (contracts_says_none(text) ||
		pattern_is_in(&begins_as_site, text) ||
		!pattern_is_in(&awards, text));
}

enum contracts_block
contracts_block_kind(const char *text)
{
	if (contracts_is_of_site(text))
		return CONTRACTS_NOTHING;
	if (announcement_is_label(text))
		return CONTRACTS_LABEL;
	if (pattern_is_in(&footnote, text))
		return CONTRACTS_FOOTNOTE;
	return contracts_is_heading(text) || contracts_is_title_case(text)
	    ? CONTRACTS_DEPARTMENT
	    : CONTRACTS_PARAGRAPH;
}

bool
contracts_says_none(const char *text)
{
	static COMPILED struct pattern none = PATTERN(
	    "\\bno contracts?\\b[^.]{0,60}\\b(?:announce|award|today|this)");

	return pattern_is_in(&none, text);
}

bool
contracts_is_department(const char *heading)
{
	static COMPILED struct pattern department =
	    PATTERN("\\b(?:army|navy|air force|marine corps|space force|agency"
		    "|command|service|services|guard|headquarters|activity"
		    "|administration|office|university|joint staff|bureau"
		    ")\\b");

	return pattern_is_in(&department, heading);
}

/* "iGov Technologies Inc., Tampa, Florida, is awarded": of a lower case. */
static bool
contracts_begins_award(const char *text)
{
	static COMPILED struct pattern name = PATTERN(
	    "(?-i)\\A(?!(?:and|or|nor|with|to|of|for|by|in|at|on|from|the|a|an"
	    "|under|as|its|is|are|was|were|has|have|had|will|through|via)\\b)"
	    "[a-z]+(?:[A-Z0-9.]|[\\w-]* [A-Z])");

	return pattern_is_in(&name, text) && pattern_is_in(&awards, text) &&
	    pattern_is_in(&of_award, text);
}

bool
contracts_block_continues(const char *text)
{
	text += strspn(text, " ");
	if (*text != '\0' && strchr("(,.;", *text) != NULL)
		return true;
	return islower((unsigned char)*text) && !contracts_begins_award(text);
}

static bool
contracts_is_small_word(const char *word, size_t length)
{
	static const char *const small[] = { "of", "and", "the", "for", "in",
		"to" };

	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		if (strlen(small[i]) == length &&
		    strncasecmp(word, small[i], length) == 0)
			return true;
	}
	return false;
}

const char *
contracts_department(struct arena *arena, const char *heading)
{
	char *name;
	size_t length = strlen(heading);

	while (length > 0 && strchr(" :.", heading[length - 1]) != NULL)
		length--;
	name = arena_copy(arena, heading, length);
	for (size_t i = 0; i < length;) {
		size_t word = strcspn(name + i, " /-(),");
		bool dotted = memchr(name + i, '.', word) != NULL;
		bool small = i > 0 && contracts_is_small_word(name + i, word);

		for (size_t j = small ? 0 : 1; !dotted && j < word; j++)
			name[i + j] = (char)tolower((unsigned char)name[i + j]);
		i += word + (name[i + word] != '\0');
	}
	return name;
}

const char *
contracts_without_site(struct arena *arena, const char *text)
{
	struct match m;

	return pattern_find(&glued, text, &m) && m.start[0] > text
	    ? arena_copy(arena, text, (size_t)(m.start[0] - text))
	    : text;
}

bool
contracts_title_day(struct reading *r, const char *title, struct day *out)
{
	/* "Feb. 2, 2031, ThroughFeb. 4, 2031" */
	static COMPILED struct pattern further =
	    PATTERN("(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
		    "[a-z]*\\.? ?(?:\\d.*|\\z)");
	bool found = false;
	struct match m;

	while (pattern_find(&title_day, title, &m)) {
		unsigned month = m.start[3] != NULL ? 3 : 1;
		unsigned day = m.start[4] != NULL ? 4 : 2;

		found = day_read(arena_print(r->arena, "%s %s, %s",
				     match_text(r->arena, &m, month),
				     match_text(r->arena, &m, day),
				     match_text(r->arena, &m, 5)),
			    out) ||
		    found;
		title = m.start[0] + m.length[0];
	}
	if (found && pattern_find(&further, title, &m))
		reading_fault(r, "announced_on", 0, match_text(r->arena, &m, 0),
		    "not a day");
	return found;
}

const char *
contracts_article(struct arena *arena, const char *url)
{
	struct match m;

	if (pattern_find(&article_number, url, &m))
		return match_text(arena, &m, 1);
	if (pattern_find(&old_number, url, &m))
		return arena_print(
		    arena, "ContractID=%s", match_text(arena, &m, 1));
	return pattern_find(&file_name, url, &m) ? match_text(arena, &m, 1)
						 : url;
}
