#define PCRE2_CODE_UNIT_WIDTH 8
#include "transform/pattern.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

/*
 * How often a search may step back. It is the interpreter that counts, so that
 * the effort is the same where memory may not be written and then executed, as
 * under our service, and where it may: PCRE2's compiler counts otherwise.
 */
#define EFFORT_MAX 200000

static size_t undecided;

struct pattern_compiled {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/* A hyphen, and the dashes that pages have in its place, up to U+2015. */
#define ANY_DASH "(?:\xE2\x80[\x90-\x95]|-)"

/* What one sign of an expression stands for; gives the last that it took. */
static const char *
pattern_write_sign(const char *p, bool in_look_behind, struct text *out)
{
	if (*p == '-' && !in_look_behind)
		text_add_string(out, ANY_DASH);
	else if (*p != ' ')
		text_add(out, p, 1);
	else if (p[1] != '?')
		text_add_string(out, in_look_behind ? "\\s" : "\\s+");
	else
		text_add_string(out, "\\s*");
	return *p == ' ' && p[1] == '?' ? p + 1 : p;
}

/*
 * Writes out what blanks and hyphens stand for. Within a class they stand for
 * themselves, within a look-behind, whose length must be fixed, for one
 * character.
 */
static void
pattern_write_out(const char *expression, struct text *out)
{
	bool class = false;
	size_t behind = 0; /* how deep within a look-behind */

	for (const char *p = expression; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0') {
			text_add(out, p++, 2);
			continue;
		}
		class = (class || *p == '[') && *p != ']';
		if (!class && *p == '(' &&
		    (behind > 0 || strncmp(p, "(?<=", 4) == 0 ||
			strncmp(p, "(?<!", 4) == 0))
			behind++;
		else if (!class && *p == ')' && behind > 0)
			behind--;
		if (class || strncmp(p, "(?-i", 4) == 0) {
			size_t length = class ? 1 : 4;

			text_add(out, p, length);
			p += length - 1;
		} else {
			p = pattern_write_sign(p, behind > 0, out);
		}
	}
}

/* NULL if it is wrong, logged. */
static pcre2_code *
pattern_translate(const struct pattern *p, const struct text *written)
{
	PCRE2_SIZE at;
	int error;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)written->bytes,
	    written->length, PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_MULTILINE,
	    &error, &at, NULL);

	if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
		(void)xgiven(NULL);
	if (code == NULL)
		log_error("pattern %s: error %d at %zu", p->expression, error,
		    (size_t)at);
	return code;
}

/* By the names of pcre2api(3): a code of type 1 is a character. */
static bool
pattern_has_letter(const pcre2_code *code, uint32_t type, uint32_t unit)
{
	uint32_t kind = 0;
	uint32_t letter = 0;

	pcre2_pattern_info(code, type, &kind);
	pcre2_pattern_info(code, unit, &letter);
	return kind == 1 && isalpha((int)letter);
}

/*
 * PCRE2 looks ahead for the letter that each match begins with, or must have,
 * first in one case and then in the other. Where the one is far away and the
 * other near, it reads all that is between for each match. A branch that
 * matches nothing hides the letter from it: then it goes by the set of bytes
 * that may begin a match.
 */
static bool
pattern_hide_letter(const pcre2_code *code, struct text *written)
{
	struct text hidden = { 0 };
	uint32_t options = 0;
	uint32_t kind = 0;

	pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
	if ((options & PCRE2_ANCHORED) ||
	    !(pattern_has_letter(
		  code, PCRE2_INFO_FIRSTCODETYPE, PCRE2_INFO_FIRSTCODEUNIT) ||
		pattern_has_letter(
		    code, PCRE2_INFO_LASTCODETYPE, PCRE2_INFO_LASTCODEUNIT)))
		return false;
	/* Of type 2 is one that begins where lines do. */
	text_addf(&hidden, "(?:%s\\x01(*FAIL)|%s)", kind == 2 ? "^" : "",
	    text_string(written));
	text_free(written);
	*written = hidden;
	return true;
}

bool
pattern_compile(struct pattern *p)
{
	struct pattern_compiled *c = xzalloc(sizeof(*c));
	struct text written = { 0 };

	pattern_write_out(p->expression, &written);
	c->code = pattern_translate(p, &written);
	if (c->code != NULL && pattern_hide_letter(c->code, &written)) {
		pcre2_code_free(c->code);
		c->code = pattern_translate(p, &written);
	}
	text_free(&written);
	if (c->code == NULL) {
		free(c);
		return false;
	}
	p->compiled = c;
	return true;
}

/*
 * Where the linker puts what is COMPILED: from the one to the other. A program
 * without any has neither.
 */
extern struct pattern __start_patterns[] __attribute__((weak));
extern struct pattern __stop_patterns[] __attribute__((weak));

bool
patterns_compile(void)
{
	size_t count =
	    ((uintptr_t)__stop_patterns - (uintptr_t)__start_patterns) /
	    sizeof(*__start_patterns);
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		struct pattern *p = &__start_patterns[i];

		if (p->expression != NULL && p->compiled == NULL &&
		    !pattern_compile(p))
			ok = false;
	}
	return ok;
}

/* Only such are compiled by patterns_compile(), which the tests call. */
static bool
pattern_is_known(const struct pattern *p)
{
	return (uintptr_t)p >= (uintptr_t)__start_patterns &&
	    (uintptr_t)p < (uintptr_t)__stop_patterns;
}

static struct pattern_compiled *
pattern_prepare(struct pattern *p)
{
	struct pattern_compiled *c;

	if (p->compiled == NULL && !pattern_is_known(p))
		log_fatal("pattern %s: is not COMPILED", p->expression);
	if (p->compiled == NULL && !pattern_compile(p))
		log_fatal("a pattern of the program is wrong");
	c = p->compiled;
	if (c->data != NULL)
		return c;
	c->data = xgiven(pcre2_match_data_create(GROUPS_MAX, NULL));
	c->context = xgiven(pcre2_match_context_create(NULL));
	pcre2_set_match_limit(c->context, EFFORT_MAX);
	return c;
}

/* A match begins at that byte or behind it, with an eye on what is before. */
static bool
pattern_find_from(struct pattern *p, const char *text, size_t length,
    size_t from, struct match *m)
{
	struct pattern_compiled *c = pattern_prepare(p);
	int groups = pcre2_match(
	    c->code, (PCRE2_SPTR)text, length, from, 0, c->data, c->context);
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(c->data);

	*m = (struct match){ 0 };
	if (groups == PCRE2_ERROR_NOMEMORY)
		(void)xgiven(NULL);
	if (groups <= 0) {
		if (groups != PCRE2_ERROR_NOMATCH)
			undecided++;
		return false;
	}
	for (size_t i = 0; i < (size_t)groups; i++) {
		if (offsets[2 * i] == PCRE2_UNSET)
			continue;
		m->start[i] = text + offsets[2 * i];
		m->length[i] = offsets[2 * i + 1] - offsets[2 * i];
	}
	return true;
}

bool
pattern_find_in(
    struct pattern *p, const char *text, size_t length, struct match *m)
{
	return pattern_find_from(p, text, length, 0, m);
}

bool
pattern_find_last(struct pattern *p, const char *text, size_t length,
    size_t most, struct match *m)
{
	size_t from = length;

	for (size_t left = most; from > 0 && left > 0; from--)
		left -= !isspace((unsigned char)text[from - 1]);
	while (from > 0 && isspace((unsigned char)text[from - 1]))
		from--;
	return pattern_find_from(p, text, length, from, m);
}

bool
pattern_find(struct pattern *p, const char *text, struct match *m)
{
	return pattern_find_in(p, text, strlen(text), m);
}

bool
pattern_is_in(struct pattern *p, const char *text)
{
	struct match m;

	return pattern_find(p, text, &m);
}

size_t
patterns_undecided(void)
{
	size_t count = undecided;

	undecided = 0;
	return count;
}

const char *
match_text(struct arena *arena, const struct match *m, unsigned group)
{
	const char *s = m->start[group];
	size_t length = m->length[group];

	if (s == NULL)
		return NULL;
	while (length > 0 && isspace((unsigned char)*s)) {
		s++;
		length--;
	}
	while (length > 0 && isspace((unsigned char)s[length - 1]))
		length--;
	return length == 0 ? NULL : arena_copy(arena, s, length);
}
