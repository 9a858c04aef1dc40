#include "format/text.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "format/blocks.h"

#define PARAGRAPH_INDENT 4
#define WRAPPED_AT_LEAST 55 /* columns: lines are broken near the 72nd */
/* What the Congressional Record prints of others hangs by so many columns. */
#define INSERT_MARGIN 5
#define INSERT_INDENT 7 /* of the first line of a paragraph there */
#define LINE_MAX_BYTES ((size_t)64 * 1024)

struct gpo_lines {
	struct block_builder *block;
	const char *element; /* of the block being gathered, or NULL */
	struct text line;    /* not yet terminated */
	size_t number;       /* of the line being gathered */
	size_t blanks;       /* lines since the last one with text */
	size_t blanks_before_page;
	size_t indent;     /* of the last line with text */
	size_t margin;     /* of all lines, in a copy that is set in */
	bool page;         /* a page mark since the last line with text */
	bool wrapped;      /* the last line with text goes on */
	bool full_stop;    /* it ended a sentence */
	bool glued;        /* and without a space between */
	bool keeps_blanks; /* wrapped lines end in a blank in this document */
	bool is_record;    /* a granule of the Congressional Record */
	bool hangs;        /* and what it prints of others hangs */
};

struct gpo_lines *
gpo_lines_new(struct block_builder *block, size_t number)
{
	struct gpo_lines *l = xzalloc(sizeof(*l));

	l->block = block;
	l->number = number;
	return l;
}

void
gpo_lines_free(struct gpo_lines *l)
{
	if (l == NULL)
		return;
	text_free(&l->line);
	free(l);
}

static void
gpo_end_block(struct gpo_lines *l)
{
	if (l->element != NULL)
		block_end(l->block, l->element);
	l->element = NULL;
	l->wrapped = false;
}

static bool
gpo_is_page_mark(const char *s, size_t length)
{
	return length > 9 && memcmp(s, "[[Page ", 7) == 0 &&
	    memcmp(s + length - 2, "]]", 2) == 0;
}

/* A line drawn with one character, as ----- or =====. */
static bool
gpo_is_rule(const char *s, size_t length)
{
	if (length < 3 || strchr("-=_*~", s[0]) == NULL)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (s[i] != s[0])
			return false;
	}
	return true;
}

static bool
gpo_is_leader(const char *s, size_t length, size_t dots)
{
	while (dots == 3 && length > 3 && s[3] == ' ') {
		s++;
		length--;
	}
	/* Three may be an ellipsis, unless an amount follows. */
	return dots > 3 || (dots == 3 && length > 3 && s[3] == '$');
}

/* Where a leader of dots begins, and its length. */
static const char *
gpo_find_leader(const char *s, size_t length, size_t *dots)
{
	for (size_t i = 0; i + 3 <= length; i++) {
		size_t n = 0;

		while (i + n < length && s[i + n] == '.')
			n++;
		if (gpo_is_leader(s + i, length - i, n)) {
			*dots = n;
			return s + i;
		}
		i += n;
	}
	return NULL;
}

static void
gpo_give_leader(struct gpo_lines *l, const char *s, size_t length,
    const char *leader, size_t dots)
{
	size_t label = (size_t)(leader - s);
	size_t value = label + dots;

	gpo_end_block(l);
	while (label > 0 && s[label - 1] == ' ')
		label--;
	while (value < length && s[value] == ' ')
		value++;
	block_add(l->block, s, label, l->number);
	block_cell(l->block, l->number);
	block_add(l->block, s + value, length - value, l->number);
	block_end(l->block, "row");
}

/* Letters with marks, by name */

/* HTML took over Latin 1 whole: letters, from U+00C0, and signs before. */
#define LETTER_MAX 8
#define FIRST_LETTER 0xC0
#define LAST_LETTER 0x17F

static const struct {
	const char *name;
	ucs4_t letter;
} whole_letters[] = {
	{ "Dstrok", 0x110 },
	{ "dstrok", 0x111 },
	{ "Hstrok", 0x126 },
	{ "hstrok", 0x127 },
	{ "inodot", 0x131 },
	{ "Lstrok", 0x141 },
	{ "lstrok", 0x142 },
	{ "Tstrok", 0x166 },
	{ "tstrok", 0x167 },
};

static const struct {
	const char *name;
	ucs4_t mark; /* that combines with the letter before it */
} letter_marks[] = {
	{ "grave", 0x300 },
	{ "acute", 0x301 },
	{ "circ", 0x302 },
	{ "tilde", 0x303 },
	{ "macr", 0x304 },
	{ "breve", 0x306 },
	{ "dot", 0x307 },
	{ "uml", 0x308 },
	{ "ring", 0x30A },
	{ "dblac", 0x30B },
	{ "caron", 0x30C },
	{ "cedil", 0x327 },
	{ "ogon", 0x328 },
};

static ucs4_t
gpo_whole_letter(const char *name)
{
	const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);

	if (known != NULL && known->value >= FIRST_LETTER &&
	    known->value <= LAST_LETTER)
		return known->value;
	for (size_t i = 0; i < sizeof(whole_letters) / sizeof(whole_letters[0]);
	     i++) {
		if (strcmp(whole_letters[i].name, name) == 0)
			return whole_letters[i].letter;
	}
	return 0;
}

static ucs4_t
gpo_marked_letter(const char *name)
{
	if (!isalpha((unsigned char)*name))
		return 0;
	for (size_t i = 0; i < sizeof(letter_marks) / sizeof(letter_marks[0]);
	     i++) {
		if (strcmp(letter_marks[i].name, name + 1) == 0)
			return uc_composition(
			    (ucs4_t)*name, letter_marks[i].mark);
	}
	return 0;
}

/*
 * The letter of that name in UTF-8, and how long it is: "uuml", "Lstrok",
 * "szlig" as in ISO 8879's Latin 1 and Latin 2 sets. 0 if the name is none.
 */
static size_t
gpo_letter(const char *name, char out[LETTER_MAX])
{
	ucs4_t letter = gpo_whole_letter(name);
	int length;

	if (letter == 0)
		letter = gpo_marked_letter(name);
	if (letter == 0)
		return 0;
	length = u8_uctomb((uint8_t *)out, letter, LETTER_MAX);
	return length > 0 ? (size_t)length : 0;
}

/* [uuml] is how GPO's plain text writes a letter that HTML calls &uuml; */
static void
gpo_add_decoded(struct gpo_lines *l, const char *s, size_t length)
{
	size_t done = 0;

	for (size_t i = 0; i < length; i++) {
		char name[12] = { 0 };
		char letter[LETTER_MAX];
		const char *end;
		size_t size;

		if (s[i] != '[')
			continue;
		end = memchr(s + i, ']',
		    length - i <= sizeof(name) ? length - i : sizeof(name) + 1);
		if (end == NULL)
			continue;
		memcpy(name, s + i + 1, (size_t)(end - s) - i - 1);
		size = gpo_letter(name, letter);
		if (size == 0)
			continue;
		block_add(l->block, s + done, i - done, l->number);
		block_add(l->block, letter, size, l->number);
		i = (size_t)(end - s);
		done = i + 1;
	}
	block_add(l->block, s + done, length - done, l->number);
}

/*
 * A page mark in mid-sentence stands between single blank lines, one between
 * blocks between more: 2026-09109 and 2014-01988 show both. Behind a full
 * stop it is better taken for a border: a paragraph cut in two loses nothing.
 */
static bool
gpo_is_page_in_sentence(const struct gpo_lines *l)
{
	return l->blanks_before_page == 1 && l->blanks == 1 && !l->full_stop;
}

/*
 * An insert of the Record. Its headings are centred over several lines, so
 * that only the blank at a line's end tells that it goes on; in a copy
 * without such blanks, that the next line hangs.
 */
static bool
gpo_continues_insert(const struct gpo_lines *l, size_t indent)
{
	bool hangs = indent == INSERT_MARGIN && l->indent <= INSERT_INDENT;

	if (l->page)
		return hangs && gpo_is_page_in_sentence(l);
	return l->blanks == 0 && l->wrapped && (l->keeps_blanks || hangs);
}

static bool
gpo_continues(const struct gpo_lines *l, size_t indent)
{
	if (l->element == NULL || l->block->text.length > BLOCK_TEXT_MAX)
		return false;
	if (indent >= INSERT_MARGIN && l->indent >= INSERT_MARGIN)
		return gpo_continues_insert(l, indent);
	if (indent >= PARAGRAPH_INDENT)
		return false;
	if (l->page)
		return gpo_is_page_in_sentence(l);
	return l->blanks == 0 && l->wrapped;
}

static bool
gpo_ends_in(const char *s, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length >= size && memcmp(s + length - size, end, size) == 0;
}

/* The point of "Transmittal No." ends no sentence. */
static bool
gpo_is_abbreviation(const char *s, size_t length)
{
	return gpo_ends_in(s, length, " No.") ||
	    gpo_ends_in(s, length, " Nos.") || gpo_ends_in(s, length, " Sec.");
}

/*
 * How wide a line is as it was printed. A copy of the Record without indents
 * has lost the margin of what the Record prints of others.
 */
static size_t
gpo_columns(const struct gpo_lines *l, size_t length, size_t indent)
{
	if (l->is_record && !l->hangs)
		return length + INSERT_MARGIN;
	return length + (indent >= INSERT_MARGIN ? indent : 0);
}

static void
gpo_note_end(struct gpo_lines *l, const char *s, size_t length, size_t indent,
    bool blank_at_end)
{
	char last = s[length - 1];
	size_t columns;

	l->is_record = l->is_record ||
	    memmem(s, length, "From the Congressional Record Online", 36) !=
		NULL;
	l->hangs = l->hangs || (l->is_record && indent >= INSERT_MARGIN);
	columns = gpo_columns(l, length, indent);
	l->keeps_blanks = l->keeps_blanks || blank_at_end;
	l->full_stop =
	    (last == '.' && !gpo_is_abbreviation(s, length)) || last == ':';
	l->glued = !blank_at_end && (last == '-' || last == '/');
	if (l->keeps_blanks)
		l->wrapped = blank_at_end || l->glued;
	else
		l->wrapped = columns >= WRAPPED_AT_LEAST;
}

static void
gpo_take_text(struct gpo_lines *l, const char *s, size_t length, size_t indent,
    bool blank_at_end)
{
	if (!gpo_continues(l, indent)) {
		gpo_end_block(l);
		l->element = indent >= PARAGRAPH_INDENT ? "paragraph" : "line";
	} else if (!l->glued) {
		block_add(l->block, " ", 1, l->number);
	}
	gpo_add_decoded(l, s, length);
	gpo_note_end(l, s, length, indent, blank_at_end);
	l->indent = indent;
	l->blanks = 0;
	l->page = false;
}

/* A line of the head, which has no indent where nothing is set in. */
static bool
gpo_is_head(const char *s, size_t length)
{
	static const char *const heads[] = { "[Notices]", "[Pages ", "[Page ",
		"[FR Doc No: " };

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		size_t size = strlen(heads[i]);

		if (length >= size && memcmp(s, heads[i], size) == 0)
			return true;
	}
	return false;
}

static void
gpo_take_line(struct gpo_lines *l, const char *s, size_t length)
{
	size_t indent = 0;
	bool blank_at_end;
	const char *leader;
	size_t dots;

	if (length > 0 && s[length - 1] == '\r')
		length--;
	blank_at_end = length > 0 && s[length - 1] == ' ';
	while (length > 0 && isspace((unsigned char)s[length - 1]))
		length--;
	while (indent < length && s[indent] == ' ')
		indent++;
	s += indent;
	length -= indent;
	if (gpo_is_head(s, length))
		l->margin = indent;
	indent -= indent < l->margin ? indent : l->margin;
	if (length == 0) {
		l->blanks++;
	} else if (gpo_is_page_mark(s, length)) {
		l->page = true;
		l->blanks_before_page = l->blanks;
		l->blanks = 0;
	} else if (gpo_is_rule(s, length)) {
		gpo_end_block(l);
		if (s[0] == '_') {
			block_add(l->block, s, length, l->number);
			block_end(l->block, "rule");
		}
	} else if (length >= 9 && memcmp(s, "[GRAPHIC]", 9) == 0) {
		gpo_end_block(l);
		block_add(l->block, s, length, l->number);
		block_end(l->block, "graphic");
	} else if ((leader = gpo_find_leader(s, length, &dots)) != NULL) {
		gpo_give_leader(l, s, length, leader, dots);
	} else {
		gpo_take_text(l, s, length, indent, blank_at_end);
	}
}

/* All but so many bytes at the end, which are kept for the next line. */
static void
gpo_end_line(struct gpo_lines *l, size_t kept)
{
	size_t length = l->line.length - kept;

	/* Hard blanks count as blanks here; elsewhere block_add() sees to it.
	 */
	for (size_t i = 0; i + 1 < length; i++) {
		if (memcmp(l->line.bytes + i, "\xC2\xA0", 2) == 0)
			memcpy(l->line.bytes + i, "  ", 2);
	}
	gpo_take_line(l, text_string(&l->line), length);
	if (kept > 0)
		memmove(l->line.bytes, l->line.bytes + length, kept);
	l->line.length = kept;
}

void
gpo_lines_add(struct gpo_lines *l, const char *s, size_t length)
{
	while (length > 0 && !l->block->stopped) {
		const char *end = memchr(s, '\n', length);
		size_t part = end == NULL ? length : (size_t)(end - s);

		text_add(&l->line, s, part);
		if (end != NULL) {
			gpo_end_line(l, 0);
			l->number++;
			part++;
		} else if (l->line.length > LINE_MAX_BYTES) {
			gpo_end_line(l,
			    utf8_cut_length(
				(const unsigned char *)l->line.bytes,
				l->line.length));
		}
		s += part;
		length -= part;
	}
}

void
gpo_lines_end(struct gpo_lines *l)
{
	if (l->line.length > 0)
		gpo_end_line(l, 0);
	gpo_end_block(l);
}

static bool
text_read(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct block_builder block = { .take = take, .context = context };
	struct body *body = decode_utf8(doc->content, doc->charset);
	struct gpo_lines *lines = gpo_lines_new(&block, 1);
	char buffer[16 * 1024];
	ssize_t n = 0;

	(void)shape;
	while (
	    !block.stopped && (n = body_read(body, buffer, sizeof(buffer))) > 0)
		gpo_lines_add(lines, buffer, (size_t)n);
	gpo_lines_end(lines);
	if (n < 0)
		log_error(
		    "%s: line %zu: %s", doc->url, block.line, body_error(body));
	gpo_lines_free(lines);
	block_free(&block);
	body_close_top(body);
	return n >= 0 && !block.stopped;
}

const struct format text_format = { .name = "text", .read = text_read };
