#include "format/guard.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "archive/body.h"
#include "base/text.h"

#define NAME_MAX_KEPT                                           \
	16 /* bytes of a name; as many tell all of HTML's apart \
	    */

enum guard_state {
	GUARD_TEXT,
	GUARD_ANGLE,       /* behind "<" */
	GUARD_NAME,        /* of a start tag */
	GUARD_TAG,         /* behind that */
	GUARD_VALUE,       /* behind "=" */
	GUARD_QUOTED,      /* within a quoted value */
	GUARD_END_NAME,    /* of an end tag */
	GUARD_END_TAG,     /* behind that */
	GUARD_BANG,        /* behind "<!" */
	GUARD_QUESTION,    /* behind "<?" */
	GUARD_COMMENT,     /* until "-->" */
	GUARD_CDATA,       /* until "]]>" */
	GUARD_DECLARATION, /* until ">" */
	GUARD_INSTRUCTION, /* until "?>" */
};

/* Within a tag, behind the element's name. */
enum guard_word {
	WORD_NONE,  /* between attributes */
	WORD_NAME,  /* of an attribute; "=" may follow */
	WORD_VALUE, /* one without quotes, up to a blank */
	WORD_JUNK,  /* what begins like no name, up to a blank */
};

struct guard {
	struct body body;
	bool html;
	enum guard_state state;
	char quote;
	char name[NAME_MAX_KEPT + 1];
	size_t name_length;
	uint32_t hash;               /* of the whole name */
	char raw[NAME_MAX_KEPT + 1]; /* the element whose text is no markup */
	char last[3];                /* the bytes before, the latest last */
	size_t markup;               /* bytes since "<" */
	size_t attributes;
	enum guard_word word;
	bool is_behind_word; /* behind a blank */
	size_t open_count;
	uint32_t open[GUARD_OPEN_HTML]; /* the hashes of their names */
};

/* Elements that HTML knows to end without an end tag, and those without one. */
static bool
guard_needs_end(const struct guard *g)
{
	static const char *const others[] = { "area", "base", "basefont", "br",
		"col", "colgroup", "dd", "dt", "embed", "frame", "hr", "img",
		"input", "isindex", "li", "link", "meta", "option", "p",
		"param", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
		"track", "wbr", NULL };

	return !g->html || !text_is_one_of(g->name, others);
}

static bool
guard_is_raw(const char *name)
{
	static const char *const names[] = { "script", "style", NULL };

	return text_is_one_of(name, names);
}

static void
guard_begin_name(struct guard *g, enum guard_state state)
{
	g->state = state;
	g->name_length = 0;
	g->name[0] = '\0';
	g->hash = 2166136261u; /* FNV-1a */
	g->attributes = 0;
	g->word = WORD_NONE;
}

static void
guard_take_name(struct guard *g, char c)
{
	char folded = g->html ? (char)tolower((unsigned char)c) : c;

	g->hash = (g->hash ^ (unsigned char)folded) * 16777619u;
	if (g->name_length < NAME_MAX_KEPT) {
		g->name[g->name_length++] = folded;
		g->name[g->name_length] = '\0';
	}
}

/* Why it goes beyond a limit, or NULL. */
static const char *
guard_open(struct guard *g)
{
	size_t most = g->html ? GUARD_OPEN_HTML : GUARD_OPEN_XML;

	g->state = GUARD_TEXT;
	if (g->last[2] == '/' && g->word != WORD_VALUE)
		return NULL;
	if (g->html && guard_is_raw(g->name))
		memcpy(g->raw, g->name, sizeof(g->raw));
	if (!guard_needs_end(g))
		return NULL;
	if (g->open_count == most)
		return "has too many elements within each other (limit "
		       "open elements)";
	g->open[g->open_count++] = g->hash;
	return NULL;
}

/*
 * An end tag of something that is not open ends nothing, and one within a
 * script only that.
 */
static void
guard_close(struct guard *g)
{
	bool is_raw = g->raw[0] != '\0';

	g->state = GUARD_TEXT;
	if (is_raw && strcmp(g->raw, g->name) != 0)
		return;
	g->raw[0] = '\0';
	for (size_t i = g->open_count; i > 0; i--) {
		if (g->open[i - 1] == g->hash) {
			g->open_count = i - 1;
			return;
		}
	}
}

static bool
guard_begins_name(const struct guard *g, char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == ':' ||
	    (!g->html && (unsigned char)c >= 0x80);
}

/* In XML, whatever ends no name. */
static bool
guard_is_in_name(const struct guard *g, char c)
{
	return g->html ? isalnum((unsigned char)c) || strchr(":-_.", c) != NULL
		       : !isspace((unsigned char)c) && c != '/' && c != '=';
}

static void
guard_take_text(struct guard *g, char c)
{
	g->state = c == '<' ? GUARD_ANGLE : GUARD_TEXT;
	g->markup = 0;
}

static void
guard_take_angle(struct guard *g, char c)
{
	bool is_raw = g->raw[0] != '\0';

	if (c == '/')
		guard_begin_name(g, GUARD_END_NAME);
	else if (!is_raw && c == '!')
		guard_begin_name(g, GUARD_BANG);
	else if (!is_raw && c == '?')
		g->state = GUARD_QUESTION;
	else if (!is_raw && guard_begins_name(g, c)) {
		guard_begin_name(g, GUARD_NAME);
		guard_take_name(g, c);
	} else {
		guard_take_text(g, c);
	}
}

/* Behind "<!": a comment, a document type, or, in HTML, text. */
static void
guard_take_html_bang(struct guard *g, char c)
{
	guard_take_name(g, c);
	if (strcmp(g->name, "--") == 0) {
		g->state = GUARD_COMMENT;
		g->last[2] = '\0'; /* "<!-->" is none that has ended */
	} else if (strcmp(g->name, "doctype") == 0) {
		g->state = GUARD_DECLARATION;
		g->quote = '\0';
	} else if (strncmp("--", g->name, g->name_length) != 0 &&
	    strncmp("doctype", g->name, g->name_length) != 0) {
		guard_take_text(g, c);
	}
}

/* The same of XML, or a CDATA section. */
static const char *
guard_take_xml_bang(struct guard *g, char c)
{
	guard_take_name(g, c);
	if (strcmp(g->name, "--") == 0) {
		g->state = GUARD_COMMENT;
		g->last[2] = '\0';
	} else if (strcmp(g->name, "[CDATA[") == 0) {
		g->state = GUARD_CDATA;
	} else if (strcmp(g->name, "DOCTYPE") == 0) {
		return "has a document type declaration, which is refused";
	} else if (c == '>') {
		g->state = GUARD_TEXT;
	} else if (g->name_length == NAME_MAX_KEPT) {
		g->state = GUARD_DECLARATION;
	}
	return NULL;
}

/* libxml2 looks for the end of what is quoted, not for that of the whole. */
static const char *
guard_take_declaration(struct guard *g, char c)
{
	if (c == '>' && g->quote != '\0')
		return "has a document type declaration with a quote that does "
		       "not end";
	if (c == '>')
		g->state = GUARD_TEXT;
	else if (g->quote == '\0' && (c == '"' || c == '\''))
		g->quote = c;
	else if (c == g->quote)
		g->quote = '\0';
	return NULL;
}

/* A byte behind the name of an end tag. */
static void
guard_end_name(struct guard *g, char c)
{
	bool is_none = g->html && g->name_length == 0;
	bool is_raw_text = strncmp(g->raw, g->name, strlen(g->raw)) != 0;

	if (is_none || is_raw_text)
		guard_take_text(g, c);
	else if (c == '>')
		guard_close(g);
	else
		g->state = GUARD_END_TAG;
}

/* A byte of the name of an end tag, or behind it. */
static void
guard_take_end_name(struct guard *g, char c)
{
	bool is_in_name = g->name_length == 0 ? guard_begins_name(g, c)
					      : guard_is_in_name(g, c);

	if (c != '>' && is_in_name)
		guard_take_name(g, c);
	else
		guard_end_name(g, c);
}

/* A byte of an attribute's name, or before one. */
static const char *
guard_take_attribute(struct guard *g, char c)
{
	bool begins = g->word == WORD_NONE || g->is_behind_word;

	if (c == '=' && g->word == WORD_NAME) {
		g->state = GUARD_VALUE;
		g->word = WORD_NONE;
	} else if (begins ? !guard_begins_name(g, c)
			  : !guard_is_in_name(g, c)) {
		g->word = WORD_JUNK;
	} else if (begins) {
		g->word = WORD_NAME;
		if (++g->attributes > GUARD_ATTRIBUTES)
			return "has too many attributes in one element "
			       "(limit attributes)";
	}
	g->is_behind_word = false;
	return NULL;
}

static const char *
guard_take_tag(struct guard *g, char c)
{
	if (c == '>')
		return guard_open(g);
	if (isspace((unsigned char)c)) {
		g->word = g->word == WORD_NAME ? WORD_NAME : WORD_NONE;
		g->is_behind_word = true;
		return NULL;
	}
	return g->word == WORD_VALUE || g->word == WORD_JUNK
	    ? NULL
	    : guard_take_attribute(g, c);
}

/* The value of an attribute, which may be quoted. */
static const char *
guard_take_value(struct guard *g, char c)
{
	if (c == '"' || c == '\'') {
		g->quote = c;
		g->state = GUARD_QUOTED;
	} else if (!isspace((unsigned char)c)) {
		g->state = GUARD_TAG;
		g->word = WORD_VALUE;
		return c == '>' ? guard_open(g) : NULL;
	}
	return NULL;
}

/* What is passed over until it ends. */
static void
guard_pass(struct guard *g, char c)
{
	const char *last = g->last;
	bool ends = c == '>';

	if (g->state == GUARD_COMMENT)
		ends = ends &&
		    (memcmp(last + 1, "--", 2) == 0 ||
			(g->html && memcmp(last, "--!", 3) == 0));
	else if (g->state == GUARD_CDATA)
		ends = ends && memcmp(last + 1, "]]", 2) == 0;
	else if (g->state == GUARD_INSTRUCTION)
		ends = ends && (g->html || last[2] == '?');
	if (ends)
		g->state = GUARD_TEXT;
}

/* Why the byte goes beyond a limit, or NULL. */
static const char *
guard_take(struct guard *g, char c)
{
	switch (g->state) {
	case GUARD_TEXT:
		guard_take_text(g, c);
		return NULL;
	case GUARD_ANGLE:
		guard_take_angle(g, c);
		return NULL;
	case GUARD_NAME:
		if (c != '>' && guard_is_in_name(g, c)) {
			guard_take_name(g, c);
			return NULL;
		}
		g->state = GUARD_TAG;
		return guard_take_tag(g, c);
	case GUARD_TAG:
		return guard_take_tag(g, c);
	case GUARD_VALUE:
		return guard_take_value(g, c);
	case GUARD_QUOTED:
		if (c == g->quote)
			g->state = GUARD_TAG;
		return NULL;
	case GUARD_END_NAME:
		guard_take_end_name(g, c);
		return NULL;
	case GUARD_END_TAG:
		if (c == '>')
			guard_close(g);
		return NULL;
	case GUARD_BANG:
		if (!g->html)
			return guard_take_xml_bang(g, c);
		guard_take_html_bang(g, c);
		return NULL;
	case GUARD_QUESTION:
		if (g->html && !guard_begins_name(g, c))
			guard_take_text(g, c);
		else
			g->state = GUARD_INSTRUCTION;
		return NULL;
	case GUARD_DECLARATION:
		return guard_take_declaration(g, c);
	default:
		guard_pass(g, c);
		return NULL;
	}
}

static ssize_t
guard_read(struct body *b, void *buffer, size_t size)
{
	struct guard *g = (struct guard *)b;
	ssize_t n = body_read(b->below, buffer, size);
	const char *bytes = buffer;

	for (ssize_t i = 0; i < n; i++) {
		/* Text is most of it. */
		if (g->state == GUARD_TEXT && bytes[i] != '<')
			continue;
		b->error = guard_take(g, bytes[i]);
		if (b->error == NULL && g->state != GUARD_TEXT &&
		    g->state != GUARD_CDATA && ++g->markup > GUARD_MARKUP)
			b->error = "has a tag or comment without an end "
				   "(limit markup)";
		if (b->error != NULL) {
			body_fail_below(b);
			return -1;
		}
		memmove(g->last, g->last + 1, sizeof(g->last) - 1);
		g->last[sizeof(g->last) - 1] = bytes[i];
	}
	return n;
}

static struct body *
guard_new(struct body *below, bool html)
{
	static const struct body_kind kind = { guard_read, NULL };
	struct guard *g = body_new(&kind, below, sizeof(*g));

	g->html = html;
	return &g->body;
}

struct body *
guard_xml(struct body *below)
{
	return guard_new(below, false);
}

struct body *
guard_html(struct body *below)
{
	return guard_new(below, true);
}
