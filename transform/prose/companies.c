#include "transform/prose/companies.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/places.h"

/* As far as a border, a bracket and a name may reach. */
#define BORDER_MAX 64
#define BRACKET_MAX 400
#define NAME_MAX_LENGTH 400

enum company_border { COMMA = 1, AND = 2, SEMICOLON = 4 };

/* What follows a piece. */
enum company_next { NEXT_OTHER, NEXT_STATE, NEXT_COUNTRY };

/* Pieces of which one listed name may be made: "Booz, Allen and Hamilton". */
#define PIECES_MAX 4

/* A part of the list between two borders. */
struct company_piece {
	const char *start;
	const char *end;
	unsigned border; /* before it */
};

/* The company that is being read. */
struct company_place {
	const char *start; /* of its name; NULL if there is none */
	const char *end;
	const char *city;
	const char *region;
	bool placed;
	bool bare;    /* only a state stands behind it */
	bool venture; /* its partners are named behind it */
};

struct company_list {
	struct reading *r;
	struct contractor **end;
	struct company_place now;
	size_t line;
	bool sole; /* the sentence speaks of one contractor */
};

#define NUMBERED "\\(?[a-z0-9]{1,2}\\)" /* "(1)", "b)" */
static COMPILED struct pattern border_form = PATTERN(
    "\\A(?: ?([;,]) ?(?:(?:and|(?-i:or)|as well as|along with)\\b )?(?:" NUMBERED
    " )?"
    "| (?:and|(?-i:or)|as well as|along with) (?:" NUMBERED " )?"
    "|(?:[ \\t]*(\\n)[ \\t\\n]*)?(?:[-*]|\xE2\x80\xA2|\xC2\xB7"
    "|" NUMBERED "|\\d\\.) |[ \\t]*(\\n)[ \\t\\n]*)");

/* "located in Waltham", "of Fort Worth", also behind a name. */
static COMPILED struct pattern where = PATTERN(
    "(?-i)(?:\\A| )(?:(?:which is |that is |is |both |with (?:[a-z]+ )?)?"
    "(?:located|headquartered|based|situated|offices|headquarters"
    "|facilities) (?:both )?(?:in|at|near)|in(?= (?:both |the (?=United|UK\\b|Netherlands))?[A-Z])"
    "|at(?= [A-Z])) (?:both )?");
static COMPILED struct pattern of =
    PATTERN("(?-i)(?:\\A|(?<!University|Institute|College) )of "
	    "(?!(?:North )?America\\b)(?=[A-Z\xC3-\xC5])");

/* "Boeing (St. Louis, MO)" */
static COMPILED struct pattern in_bracket =
    PATTERN("\\A(.+?) ?\\(([^(),]+), ([^(),]+)\\)[. ]*\\z");

/* "Inc." belongs to the name before it. */
static COMPILED struct pattern suffix =
    PATTERN("\\A(?:Inc(?:orporated)?|L\\.?L\\.?C|Ltd|Limited|Corp(?:oration)?"
	    "|Company|Co|L\\.?P|PLC|GmbH|A/?S|AB|S\\.?p\\.?A|Limited Liability"
	    " (?:Company|Corporation))\\.?(?: ?\\(.*\\))?\\z");

/*
 * So does what a division does, "Missiles and Fire Control", if all of its
 * words are such: "Global Ordnance" is a company.
 */
#define FIELD_OF_WORK                                                          \
	"(?:Advanced|Aero(?:nautics?|space|systems?)|Air(?:borne|craft)?"      \
	"|Analy(?:sis|tics)|Applications|Applied|Arm(?:aments?|ored)"          \
	"|Architects|Associates|Automation|Avionics|Aviation|Combat|Command"   \
	"|Communications?|Computers?|Constructions?|Consulting|Controls?"      \
	"|Cyber|Defen[cs]e|Designs?|Detection|Development|Digital"             \
	"|Electro-?|Electronics?|Energy|Engineer(?:s|ing)|Engines?"            \
	"|Environment\\w*|Fire|Global|Ground|Guidance|Helicopters?|Imaging"    \
	"|Information|Innovations?|Instruments?|Integrat\\w+|Intelligence"     \
	"|International|Laborator(?:y|ies)|Land|Launch|Lighting|Logistics"     \
	"|Machines?|Maintenance|Management|Manufactur\\w+|Marine|Maritime"     \
	"|Materials?|Mechanical|Military|Missiles?|Missions?|Mobility|Motors?" \
	"|Munitions|Naval|Navigation|Networks?|Operations|Optic(?:s|al)"       \
	"|Ordnance|Physics|Planning|Platforms?|Power|Precision|Processing"     \
	"|Production"                                                          \
	"|Products|Programs?|Propulsion|Radar|Readiness|Reconnaissance"        \
	"|Repairs?|Research|Rockets?|Rotary|Sciences?|Sciences|Security"       \
	"|Sensors?|Services|Shipbuilding|Simulations?|Software|Solutions"      \
	"|Sons|Space|Special|Steel|Strategic|Strike|Sub-?systems|Supply"       \
	"|Support|Surveillance|Sustainment|Systems?|Tactical|Technical"        \
	"|Technolog(?:y|ies)|Telegraph|Telephone|Testing|Tools?|Training"      \
	"|Transport(?:ation)?|Undersea|Unmanned|Vehicles?|Weapons?)"
#define KIND_OF_FIRM                                                                                           \
	"(?:A/?S|AB|ASA|GmbH|Oy|S\\.?p\\.?A|Business(?:es)?|Center|Centre|Compan(?:y|ies)|Co|Corp(?:oration)?" \
	"|Department|Division|Enterprises?|Group|Inc(?:orporated)?|Institute"                                  \
	"|Limited|LLC|L\\.?P|Ltd|Partnership|Sector|Segment|Unit)\\.?"
static COMPILED struct pattern division =
    PATTERN("\\A(?:(?:" FIELD_OF_WORK "|" KIND_OF_FIRM "|and|&|of|for)[ /,-]*"
	    ")+(?: ?\\([^()]*\\))?\\z|\\bJoint Venture\\b|\\A(?-i:an? "
	    "|part of |formerly |now |also |doing |d/?b/?a |the .* division)");

/* "Joint Venture between Lockheed Martin in Orlando and ..." */
static COMPILED struct pattern partners =
    PATTERN("(?:,? (?:an? (?:partnership|joint venture) )|\\Aan? (?:partnership"
	    "|joint venture) | )between ");

/* "Boeing Company St. Louis" before a state: a comma is missing. */
static COMPILED struct pattern glued =
    PATTERN("(?-i)\\A(?|(.*\\b(?:Company|Corporation|Corp|Incorporated|Inc|LLC"
	    "|Ltd)\\.?) ((?!Inc\\b|LLC\\b|Ltd\\b)[A-Z].*)"
	    "|(.+?) (?:-|\xE2\x80[\x93\x94]) ([A-Z].*))\\z");

/* In the name of a firm, not of a town. */
static COMPILED struct pattern of_a_firm =
    PATTERN("\\b(?:" FIELD_OF_WORK "|" KIND_OF_FIRM ")(?![a-z])");

/* These buy and do not sell. */
static COMPILED struct pattern government =
    PATTERN("\\A(?:the )?(?:U\\.? ?S\\.?|United States) (?:Government|Air "
	    "Force|Army|Navy|Marine Corps|Department|DoD|stocks?)\\b");

/* Nor are these companies. */
static COMPILED struct pattern nobody =
    PATTERN("\\A(?:T\\.?B\\.?[DA]\\b|To be |N/?A\\b|None\\b|Unknown\\b)");

static const char *
company_trim_name(struct arena *arena, const char *s, size_t length)
{
	static const char *const stops[] = { "inc.", "co.", "corp.", "ltd.",
		"l.p.", "l.l.c.", "u.s.", "s.p.a." };
	bool keeps = false;

	while (length > 0 && strchr(" ,;:.", *s) != NULL) {
		s++;
		length--;
	}
	if (length > 4 && strncmp(s, "the ", 4) == 0)
		return company_trim_name(arena, s + 4, length - 4);
	while (length > 0 && strchr(" ,;:", s[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		size_t size = strlen(stops[i]);

		keeps = keeps ||
		    (length > size &&
			strncasecmp(s + length - size, stops[i], size) == 0);
	}
	if (!keeps && length > 0 && s[length - 1] == '.')
		length--;
	return arena_copy(arena, s, length);
}

static const char *
company_trim_place(struct arena *arena, const char *s, size_t length)
{
	static COMPILED struct pattern behind =
	    PATTERN("(?-i) (?:\\(|(?!of\\b)[a-z]).*");
	const char *place = company_trim_name(arena, s, length);
	struct match m;

	if (pattern_find(&behind, place, &m))
		place = company_trim_name(
		    arena, place, (size_t)(m.start[0] - place));
	return place;
}

static bool
company_begins_name(const char *s)
{
	return isupper((unsigned char)*s) || isdigit((unsigned char)*s) ||
	    (unsigned char)*s >= 0x80;
}

/* "AZ" between semicolons is no company. */
static bool
company_is_bare_region(struct company_list *l, const char *name)
{
	return contractor_read(l->r->reference, name) == NULL &&
	    place_region(l->r, name) != NULL;
}

/* Whether words may be a town's: "Fort Worth", not "Zeta Systems". */
static bool
company_may_be_town(struct company_list *l, const char *text)
{
	return isupper((unsigned char)*text) &&
	    !pattern_is_in(&of_a_firm, text) &&
	    contractor_read(l->r->reference, text) == NULL;
}

/* "ITT Aerospace McLean" before a state: its last words may be the town. */
static void
company_tell_town(struct company_list *l, const char *name)
{
	static COMPILED struct pattern last_word = PATTERN(
	    "(?-i) ((?:Fort |St\\. |San |New )?[A-Z][a-z][A-Za-z]+)\\z");
	struct match m;

	if (pattern_find(&last_word, name, &m) &&
	    !contractor_is_name(l->r->reference, name) &&
	    company_may_be_town(l, match_text(l->r->arena, &m, 1)))
		reading_fault(l->r, "contractors", l->line, name,
		    "a name that may end with its town");
}

static void
company_flush(struct company_list *l)
{
	struct company_place *now = &l->now;
	struct contractor *c;
	const char *name;

	if (now->start != NULL) {
		name = company_trim_name(
		    l->r->arena, now->start, (size_t)(now->end - now->start));
		if (company_begins_name(name) &&
		    !pattern_is_in(&government, name) &&
		    !pattern_is_in(&nobody, name) &&
		    !company_is_bare_region(l, name)) {
			c = arena_alloc(l->r->arena, sizeof(*c));
			c->name = name;
			c->id = contractor_read(l->r->reference, name);
			c->city = now->city;
			c->region = now->region;
			if (c->city != NULL && c->region == NULL)
				reading_fault(l->r, "contractors", l->line,
				    c->city,
				    "a town without its state or country");
			*l->end = c;
			l->end = &c->next;
			if (now->bare)
				company_tell_town(l, name);
		}
	}
	*now = (struct company_place){ 0 };
}

static const char *
company_piece_text(struct company_list *l, const struct company_piece *p)
{
	return company_trim_name(
	    l->r->arena, p->start, (size_t)(p->end - p->start));
}

/*
 * Whether two names of which no list knows one are one: "Zeta, Omega
 * Corporation, located in Reno" has one place, and so is one company.
 */
static bool
company_is_one(struct company_list *l, const struct company_piece *p,
    const char *before, const char *text, bool placed)
{
	const struct reference *ref = l->r->reference;

	return (l->sole || (p->border == COMMA && placed)) &&
	    company_begins_name(text) && contractor_read(ref, before) == NULL &&
	    contractor_read(ref, text) == NULL;
}

/* Whether a name goes on behind a comma or "and"; a place may follow it. */
static bool
company_goes_on(struct company_list *l, const struct company_piece *p,
    const char *text, bool placed)
{
	const struct reference *ref = l->r->reference;
	const char *before;
	const char *joined;

	if (l->now.start == NULL || l->now.placed || (p->border & SEMICOLON) ||
	    p->end - l->now.start > NAME_MAX_LENGTH)
		return false;
	before = company_trim_name(
	    l->r->arena, l->now.start, (size_t)(l->now.end - l->now.start));
	joined = company_trim_name(
	    l->r->arena, l->now.start, (size_t)(p->end - l->now.start));
	if (pattern_is_in(&suffix, text) || contractor_is_name(ref, joined))
		return true;
	if (contractor_is_name(ref, text))
		return false;
	if (pattern_is_in(&division, text) ||
	    company_is_one(l, p, before, text, placed))
		return true;
	/* "Day and Zimmermann" is one, and so the lists tell us. */
	return contractor_read(ref, joined) != NULL &&
	    contractor_read(ref, before) == NULL;
}

static void
company_take_name(struct company_list *l, const struct company_piece *p,
    const char *text, bool placed)
{
	struct match m;

	if (pattern_find(&partners, text, &m)) {
		if (m.start[0] > text) {
			company_flush(l);
			l->now.start = p->start;
			l->now.end = strstr(p->start, m.start[0]);
		}
		l->now.venture = true;
	} else if (company_goes_on(l, p, text, placed)) {
		l->now.end = p->end;
	} else {
		company_flush(l);
		l->now.start = p->start;
		l->now.end = p->end;
	}
}

static void
company_take_region(struct company_list *l, const char *region)
{
	if (l->now.start != NULL && l->now.region == NULL)
		l->now.region = place_region(l->r, region);
	l->now.placed = true;
}

/* States with a town of their name: "Washington, D.C.", "New York, NY". */
static COMPILED struct pattern town_too =
    PATTERN("\\A(?:Washington|New York)\\z");

/* A town, or the part of a country: "Ontario, Canada", not "Ontario, CA". */
static void
company_take_town(struct company_list *l, const char *town, size_t length,
    enum company_next next)
{
	const char *name = company_trim_place(l->r->arena, town, length);

	if (l->now.start == NULL || l->now.placed)
		return;
	if (next != NEXT_STATE && !pattern_is_in(&town_too, name) &&
	    place_region(l->r, name) != NULL) {
		company_take_region(l, name);
	} else {
		l->now.city = name;
		l->now.placed = true;
	}
}

/* "Zeta Systems of New York" */
static bool
company_take_of_region(struct company_list *l, const struct company_piece *p)
{
	struct company_piece name = *p;
	const char *region;
	struct match m;

	if (!pattern_find_in(&of, p->start, (size_t)(p->end - p->start), &m))
		return false;
	name.end = m.start[0];
	m.start[0] += m.length[0];
	region =
	    arena_copy(l->r->arena, m.start[0], (size_t)(p->end - m.start[0]));
	if (place_region(l->r, region) == NULL)
		return false;
	if (name.end > name.start)
		company_take_name(l, &name, company_piece_text(l, &name), true);
	company_take_region(l, region);
	return true;
}

/* "Zeta of Reno" before a state, "Zeta of Reno NV" also before none. */
static bool
company_find_of(struct company_list *l, const struct company_piece *p,
    enum company_next next, const char *code, struct match *m)
{
	const char *town;

	if (!pattern_find_in(&of, p->start, (size_t)(p->end - p->start), m))
		return false;
	if (code == NULL || next != NEXT_OTHER)
		return next != NEXT_OTHER;
	town = m->start[0] + m->length[0];
	return company_may_be_town(
	    l, arena_copy(l->r->arena, town, (size_t)(p->end - town)));
}

/* "Boeing in Mesa", "located in Waltham", "of Fort Worth" before a state. */
static bool
company_take_placed(struct company_list *l, const struct company_piece *p,
    enum company_next next)
{
	struct match m;
	size_t length = (size_t)(p->end - p->start);
	struct company_piece name = *p;
	const char *code =
	    place_code_at_end(arena_copy(l->r->arena, p->start, length));

	if (!pattern_find_in(&where, p->start, length, &m) &&
	    !company_find_of(l, p, next, code, &m))
		return company_take_of_region(l, p);
	name.end = m.start[0];
	if (name.end > name.start)
		company_take_name(l, &name, company_piece_text(l, &name), true);
	if (l->now.venture)
		return true;
	m.start[0] += m.length[0];
	company_take_town(l, m.start[0],
	    (size_t)(p->end - m.start[0]) - (code == NULL ? 0 : strlen(code)),
	    code == NULL ? next : NEXT_STATE);
	if (code != NULL)
		company_take_region(l, code);
	return true;
}

/* "Boeing (St. Louis, MO)" */
static bool
company_take_bracketed(struct company_list *l, const struct company_piece *p)
{
	struct company_piece name = *p;
	struct match m;
	const char *region;

	if (!pattern_find_in(
		&in_bracket, p->start, (size_t)(p->end - p->start), &m))
		return false;
	region = match_text(l->r->arena, &m, 3);
	if (place_region(l->r, region) == NULL)
		return false;
	name.end = m.start[1] + m.length[1];
	company_take_name(l, &name, company_piece_text(l, &name), true);
	company_take_town(l, m.start[2], m.length[2], NEXT_STATE);
	company_take_region(l, region);
	return true;
}

/* "Boeing Company St. Louis" */
static bool
company_take_glued(struct company_list *l, const struct company_piece *p)
{
	struct company_piece name = *p;
	struct match m;

	if (!pattern_find_in(
		&glued, p->start, (size_t)(p->end - p->start), &m) ||
	    !company_may_be_town(l, match_text(l->r->arena, &m, 2)))
		return false;
	name.end = m.start[1] + m.length[1];
	company_take_name(l, &name, company_piece_text(l, &name), true);
	company_take_town(l, m.start[2], m.length[2], NEXT_STATE);
	return true;
}

/* Whether a listed name is another of the company that is being read. */
static bool
company_is_same(struct company_list *l, const char *text)
{
	const struct reference *ref = l->r->reference;
	const char *id = contractor_read(ref, text);
	const char *now = contractor_read(ref,
	    arena_copy(l->r->arena, l->now.start,
		(size_t)(l->now.end - l->now.start)));

	return id != NULL && now != NULL && strcmp(id, now) == 0;
}

/* A name that the list has, or one and its town: "Boeing St. Louis". */
static bool
company_take_listed(struct company_list *l, const struct company_piece *p)
{
	const struct reference *ref = l->r->reference;
	struct company_piece name = *p;

	if (p->end - p->start > NAME_MAX_LENGTH)
		return false;
	/* "Kongsberg Defence and Aerospace, Kongsberg, Norway" */
	if (l->now.start != NULL && !l->now.placed &&
	    company_is_same(l, company_piece_text(l, p)))
		return false;
	while (name.end > name.start) {
		const char *text = company_piece_text(l, &name);
		const char *town = company_trim_name(
		    l->r->arena, name.end, (size_t)(p->end - name.end));

		if (contractor_is_name(ref, text) &&
		    (*town == '\0' || company_may_be_town(l, town))) {
			company_take_name(l, &name, text, true);
			if (*town != '\0')
				company_take_town(
				    l, town, strlen(town), NEXT_STATE);
			return true;
		}
		do
			name.end--;
		while (name.end > name.start && *name.end != ' ');
	}
	return false;
}

/* Behind the bracket that closes the one here. */
static const char *
company_behind_bracket(const char *s)
{
	int depth = 0;

	for (const char *p = s; *p != '\0' && p - s < BRACKET_MAX; p++) {
		depth += *p == '(';
		depth -= *p == ')';
		if (depth == 0)
			return p + 1;
	}
	return s + 1;
}

/* Whether a border ends in the number of a company in the list. */
static bool
company_is_numbered(const struct match *border)
{
	return border->length[0] > 3 &&
	    border->start[0][border->length[0] - 2] == ')';
}

/* The next piece of the text, from its start; its end is where one begins. */
static struct company_piece
company_next_piece(const char *text)
{
	struct company_piece p = { text, text, 0 };
	struct match m;

	if (pattern_find_in(
		&border_form, text, strnlen(text, BORDER_MAX), &m)) {
		p.border = m.start[2] != NULL || m.start[3] != NULL ||
			company_is_numbered(&m)
		    ? SEMICOLON
		    : m.start[1] == NULL ? AND
		    : *m.start[1] == ';' ? SEMICOLON
					 : COMMA;
		if (p.border == COMMA && m.length[0] > 3 &&
		    isalpha((unsigned char)m.start[0][m.length[0] - 2]))
			p.border |= AND;
		p.start = text + m.length[0];
	}
	for (p.end = p.start; *p.end != '\0';) {
		if (*p.end == '(')
			p.end = company_behind_bracket(p.end);
		else if (strchr(";, \n", *p.end) != NULL &&
		    pattern_find_in(
			&border_form, p.end, strnlen(p.end, BORDER_MAX), &m))
			break;
		else
			p.end++;
	}
	return p;
}

static bool
company_is_region(struct company_list *l, const struct company_piece *p)
{
	struct company_piece next;

	if (p->border != COMMA ||
	    place_region(l->r, company_piece_text(l, p)) == NULL)
		return false;
	if (!pattern_is_in(&town_too, company_piece_text(l, p)))
		return true;
	next = company_next_piece(p->end);
	return next.border != COMMA ||
	    place_region(l->r, company_piece_text(l, &next)) == NULL;
}

static enum company_next
company_what_follows(struct company_list *l, const struct company_piece *p)
{
	if (*p->start == '\0' || !company_is_region(l, p))
		return NEXT_OTHER;
	return place_is_country(l->r, company_piece_text(l, p)) ? NEXT_COUNTRY
								: NEXT_STATE;
}

/* Whether a piece tells where the company before it is. */
static bool
company_is_place(struct company_list *l, const struct company_piece *p)
{
	struct company_piece next = company_next_piece(p->end);
	struct match m;

	return company_what_follows(l, p) != NEXT_OTHER ||
	    (pattern_find_in(
		 &where, p->start, (size_t)(p->end - p->start), &m) &&
		m.start[0] == p->start) ||
	    (p->border == COMMA &&
		company_what_follows(l, &next) != NEXT_OTHER);
}

static void
company_take_piece(struct company_list *l, const struct company_piece *p,
    const struct company_piece *follows)
{
	const char *text = company_piece_text(l, p);
	enum company_next next = company_what_follows(l, follows);
	bool placed = company_is_place(l, follows);
	const char *code = place_code_at_end(text);
	bool named = l->now.start != NULL;

	if (*text == '\0' || l->now.venture)
		return;
	if (company_take_bracketed(l, p) || company_take_placed(l, p, next) ||
	    (next != NEXT_OTHER &&
		(company_take_glued(l, p) || company_take_listed(l, p))))
		return;
	if (named && l->now.city == NULL && !l->now.placed &&
	    next != NEXT_OTHER) {
		company_take_town(l, text, strlen(text), next);
	} else if (named && place_region(l->r, text) != NULL) {
		l->now.bare = !l->now.placed && !place_is_country(l->r, text) &&
		    p->border == COMMA;
		company_take_region(l, text);
	} else if (named && code != NULL && !pattern_is_in(&suffix, text)) {
		company_take_town(l, text, (size_t)(code - text), NEXT_STATE);
		company_take_region(l, code);
	} else if (!named || next == NEXT_OTHER) {
		company_take_name(l, p, text, placed);
	} /* else another town of the same */
}

/* Whether a semicolon parts two towns: "Andover, MA; Tewksbury, MA". */
static bool
company_is_further_town(struct company_list *l, const struct company_piece *p,
    const struct company_piece *follows)
{
	return l->now.start != NULL && l->now.city != NULL &&
	    company_what_follows(l, follows) == NEXT_STATE &&
	    company_may_be_town(l, company_piece_text(l, p));
}

/*
 * "Booz, Allen and Hamilton": as far as the list has just this name, also with
 * "of Reno" behind it.
 */
static void
company_reach_listed(struct company_list *l, struct company_piece *p)
{
	struct company_piece further = *p;
	const char *end;
	struct match m;

	for (int i = 1; i < PIECES_MAX; i++) {
		further = company_next_piece(further.end);
		if (*further.start == '\0' || (further.border & SEMICOLON) ||
		    further.end - p->start > NAME_MAX_LENGTH)
			return;
		end = further.end;
		if (pattern_find_in(&of, further.start,
			(size_t)(further.end - further.start), &m))
			end = m.start[0];
		if (contractor_is_name(l->r->reference,
			arena_copy(
			    l->r->arena, p->start, (size_t)(end - p->start))))
			p->end = further.end;
	}
}

struct contractor **
companies_read(struct reading *r, const char *text, size_t line, bool sole,
    struct contractor **end)
{
	struct company_list l = {
		.r = r, .end = end, .line = line, .sole = sole
	};
	struct company_piece p = company_next_piece(text);

	while (*p.start != '\0') {
		struct company_piece next;

		company_reach_listed(&l, &p);
		next = company_next_piece(p.end);
		if ((p.border & SEMICOLON) &&
		    !company_is_further_town(&l, &p, &next))
			company_flush(&l);
		company_take_piece(&l, &p, &next);
		p = next;
	}
	company_flush(&l);
	return l.end;
}
