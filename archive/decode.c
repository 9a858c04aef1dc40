#include "archive/decode.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/log.h"
#include "base/utf8.h"

#define IN_SIZE ((size_t)8192)
#define OUT_SIZE (IN_SIZE * 3) /* a byte of Windows-1252 gives up to three */
/* Kept free for a replacement, and for what a converter keeps to the end. */
#define OUT_RESERVE ((size_t)64)
#define NO_ICONV ((iconv_t)-1)

/* Of a name of a character set. */
#define LABEL_MAX 31

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

struct utf8_decoder {
	struct body body;
	const char *charset;
	iconv_t converter; /* NO_ICONV when the bytes are taken for UTF-8 */
	iconv_t fallback;  /* one byte that is not UTF-8 */
	bool started;
	bool ended;
	unsigned char in[IN_SIZE];
	size_t in_length;
	char out[OUT_SIZE];
	size_t out_at;
	size_t out_length;
};

/* Names of character sets */

/*
 * Where two names have one line, the wider set stands for the narrower, as in
 * browsers: what is called Latin-1 is Windows-1252.
 */
static const struct charset {
	const char *labels; /* letters and digits alone, between blanks */
	const char *name;
	bool by_byte; /* each of its bytes is a character of its own */
} charsets[] = {
	{ " iso88591 latin1 l1 cp819 ibm819 windows1252 cp1252 xcp1252 ",
	    "CP1252", true },
	{ " iso88592 latin2 l2 ", "ISO-8859-2", true },
	{ " iso88593 latin3 l3 ", "ISO-8859-3", true },
	{ " iso88594 latin4 l4 ", "ISO-8859-4", true },
	{ " iso88595 cyrillic ", "ISO-8859-5", true },
	{ " iso88596 arabic ", "ISO-8859-6", true },
	{ " iso88597 greek ", "ISO-8859-7", true },
	{ " iso88598 iso88598i hebrew logical visual ", "ISO-8859-8", true },
	{ " iso88599 latin5 l5 windows1254 cp1254 xcp1254 ", "CP1254", true },
	{ " iso885910 latin6 l6 ", "ISO-8859-10", true },
	{ " iso885911 tis620 dos874 windows874 cp874 ", "CP874", true },
	{ " iso885913 ", "ISO-8859-13", true },
	{ " iso885914 ", "ISO-8859-14", true },
	{ " iso885915 latin9 l9 ", "ISO-8859-15", true },
	{ " iso885916 ", "ISO-8859-16", true },
	{ " windows1250 cp1250 xcp1250 ", "CP1250", true },
	{ " windows1251 cp1251 xcp1251 ", "CP1251", true },
	{ " windows1253 cp1253 xcp1253 ", "CP1253", true },
	{ " windows1255 cp1255 xcp1255 ", "CP1255", true },
	{ " windows1256 cp1256 xcp1256 ", "CP1256", true },
	{ " windows1257 cp1257 xcp1257 ", "CP1257", true },
	{ " windows1258 cp1258 xcp1258 ", "CP1258", false },
	{ " ibm866 cp866 866 ", "IBM866", true },
	{ " koi8r koi8 koi ", "KOI8-R", true },
	{ " koi8u koi8ru ", "KOI8-U", true },
	{ " macintosh mac xmacroman ", "MACINTOSH", true },
	{ " xmaccyrillic xmacukrainian ", "MAC-CYRILLIC", true },
	{ " gbk xgbk gb2312 gb231280 chinese gb18030 ", "GB18030", false },
	{ " big5 big5hkscs cnbig5 xxbig5 ", "BIG5-HKSCS", false },
	{ " eucjp xeucjp ", "EUC-JP", false },
	{ " iso2022jp ", "ISO-2022-JP", false },
	{ " shiftjis sjis xsjis mskanji ms932 windows31j ", "CP932", false },
	{ " euckr ksc56011987 ksc5601 korean windows949 ", "CP949", false },
	{ " utf16 utf16le ucs2 unicode iso10646ucs2 ", "UTF-16LE", false },
	{ " utf16be unicodefffe ", "UTF-16BE", false },
};

/* The letters and digits alone, between blanks; false if they are too many. */
static bool
charset_simplify(const char *label, char simple[LABEL_MAX + 3])
{
	size_t length = 0;

	simple[length++] = ' ';
	for (; *label != '\0'; label++) {
		if (!isalnum((unsigned char)*label))
			continue;
		if (length > LABEL_MAX)
			return false;
		simple[length++] = (char)tolower((unsigned char)*label);
	}
	simple[length] = ' ';
	simple[length + 1] = '\0';
	return length > 1;
}

/* NULL of UTF-8, ASCII, and any name that is not in the table. */
static const struct charset *
charset_find(const char *label)
{
	char simple[LABEL_MAX + 3];

	if (label == NULL || !charset_simplify(label, simple))
		return NULL;
	for (size_t i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++) {
		if (strstr(charsets[i].labels, simple) != NULL)
			return &charsets[i];
	}
	return NULL;
}

/*
 * The name by which iconv knows a character set. NULL for UTF-8, ASCII, and any
 * name that is not in the table: iconv knows sets that nobody publishes in, and
 * not all of its modules stand up to what strangers send.
 */
static const char *
charset_converter(const char *label)
{
	const struct charset *c = charset_find(label);

	return c == NULL ? NULL : c->name;
}

/* The same of a set of which each byte is a character. */
static const char *
charset_by_byte(const char *label)
{
	const struct charset *c = charset_find(label);

	return c == NULL || !c->by_byte ? NULL : c->name;
}

/*
 * One of our list may not be known here, which NO_ICONV says. For want of
 * memory or of a file none is taken for another: the program ends.
 */
static iconv_t
decode_open(const char *name)
{
	iconv_t converter = iconv_open("UTF-8", name);

	if (converter == NO_ICONV && errno != EINVAL)
		log_refused("no conversion from %s: %s", name, strerror(errno));
	return converter;
}

void
decode_load(void)
{
	static iconv_t loaded[sizeof(charsets) / sizeof(charsets[0])];

	for (size_t i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++) {
		if (loaded[i] == NULL)
			loaded[i] = decode_open(charsets[i].name);
	}
}

/* Bytes to UTF-8 */

static void
decode_give(struct utf8_decoder *u, const void *bytes, size_t length)
{
	memcpy(u->out + u->out_length, bytes, length);
	u->out_length += length;
}

static void
decode_give_fallback(struct utf8_decoder *u, unsigned char byte)
{
	char in[1] = { (char)byte };
	char out[4];
	char *from = in;
	char *to = out;
	size_t from_left = sizeof(in);
	size_t to_left = sizeof(out);

	if (iconv(u->fallback, &from, &from_left, &to, &to_left) == (size_t)-1)
		decode_give(u, replacement, 3);
	else
		decode_give(u, out, sizeof(out) - to_left);
}

/* Gives the number of bytes used; what is left needs more to be decided. */
static size_t
decode_lenient(struct utf8_decoder *u)
{
	size_t at = 0;

	while (at < u->in_length && OUT_SIZE - u->out_length >= 4) {
		size_t left = u->in_length - at;
		size_t room = OUT_SIZE - u->out_length;
		size_t n =
		    utf8_plain_length(u->in + at, left < room ? left : room);

		if (n > 0) {
			decode_give(u, u->in + at, n);
			at += n;
			continue;
		}
		n = utf8_length(u->in + at, left);

		if (n == 0 && !u->ended && utf8_is_cut(u->in + at, left))
			break;
		if (n == 0)
			decode_give_fallback(u, u->in[at]);
		else if (u->in[at] != '\0')
			decode_give(u, u->in + at, n);
		at += n == 0 ? 1 : n;
	}
	return at;
}

static void
decode_drop_nuls(struct utf8_decoder *u)
{
	size_t kept = 0;

	for (size_t i = 0; i < u->out_length; i++) {
		if (u->out[i] != '\0')
			u->out[kept++] = u->out[i];
	}
	u->out_length = kept;
}

/* Without bytes, what the converter kept back is given. */
static bool
decode_convert(
    struct utf8_decoder *u, char **from, size_t *left, size_t reserve)
{
	char *to = u->out + u->out_length;
	size_t room = OUT_SIZE - u->out_length - reserve;
	size_t status = iconv(u->converter, from, left, &to, &room);

	u->out_length = OUT_SIZE - reserve - room;
	return status != (size_t)-1;
}

static size_t
decode_named(struct utf8_decoder *u)
{
	char *from = (char *)u->in;
	size_t left = u->in_length;

	while (left > 0 && OUT_SIZE - u->out_length > OUT_RESERVE) {
		if (decode_convert(u, &from, &left, OUT_RESERVE) ||
		    errno == E2BIG)
			break;
		if (errno == EINVAL && !u->ended)
			break;
		decode_give(u, replacement, 3);
		from++;
		left--;
	}
	if (left == 0 && u->ended)
		decode_convert(u, NULL, NULL, 0);
	decode_drop_nuls(u);
	return u->in_length - left;
}

static void
decode_start(struct utf8_decoder *u)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, NULL },
		{ "\xFF\xFE", 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
	};
	const char *name = charset_converter(u->charset);

	u->started = true;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = marks[i].length;

		if (u->in_length < n || memcmp(u->in, marks[i].bytes, n) != 0)
			continue;
		name = marks[i].name;
		u->in_length -= n;
		memmove(u->in, u->in + n, u->in_length);
		break;
	}
	if (name != NULL)
		u->converter = decode_open(name);
}

/* Reads until there is something to give, or the end. */
static bool
decode_fill(struct utf8_decoder *u)
{
	u->out_at = u->out_length = 0;
	while (u->out_length == 0 && !(u->ended && u->in_length == 0)) {
		ssize_t n = 0;
		size_t used;

		if (!u->ended)
			n = body_read(u->body.below, u->in + u->in_length,
			    IN_SIZE - u->in_length);
		if (n < 0)
			return false;
		u->ended = n == 0;
		u->in_length += (size_t)n;
		if (!u->started && u->in_length < 3 && !u->ended)
			continue;
		if (!u->started)
			decode_start(u);
		used = u->converter == NO_ICONV ? decode_lenient(u)
						: decode_named(u);
		u->in_length -= used;
		memmove(u->in, u->in + used, u->in_length);
	}
	return true;
}

static ssize_t
decode_read(struct body *b, void *buffer, size_t size)
{
	struct utf8_decoder *u = (struct utf8_decoder *)b;
	size_t n;

	if (u->out_at == u->out_length && !decode_fill(u))
		return -1;
	n = u->out_length - u->out_at;
	if (n > size)
		n = size;
	memcpy(buffer, u->out + u->out_at, n);
	u->out_at += n;
	return (ssize_t)n;
}

static void
decode_close(struct body *b)
{
	struct utf8_decoder *u = (struct utf8_decoder *)b;

	if (u->converter != NO_ICONV)
		iconv_close(u->converter);
	iconv_close(u->fallback);
}

/* With a fallback that iconv knows, or Windows-1252. */
static struct body *
decode_new(struct body *below, const char *charset, const char *fallback)
{
	static const struct body_kind kind = { decode_read, decode_close };
	struct utf8_decoder *u = body_new(&kind, below, sizeof(*u));

	u->charset = charset;
	u->converter = NO_ICONV;
	u->fallback = decode_open(fallback == NULL ? "CP1252" : fallback);
	if (u->fallback == NO_ICONV)
		log_fatal("iconv does not know CP1252");
	return &u->body;
}

struct body *
decode_utf8(struct body *below, const char *charset)
{
	return decode_new(below, charset, NULL);
}

/* Markup */

/* The label behind "charset =" or "encoding =", as far as it is one. */
static bool
markup_label(const char *at, const char *end, char label[LABEL_MAX + 1])
{
	size_t length = 0;

	at += strspn(at, " \t\r\n");
	if (*at++ != '=')
		return false;
	at += strspn(at, " \t\r\n\"'");
	while (at < end && length < LABEL_MAX &&
	    (isalnum((unsigned char)*at) || strchr("-_:.", *at) != NULL))
		label[length++] = *at++;
	label[length] = '\0';
	return length > 0;
}

/* By <meta charset=...>, <meta content="...; charset=..."> or <?xml ...?>. */
static bool
markup_names(const char *text, char label[LABEL_MAX + 1])
{
	static const struct {
		const char *tag;
		const char *word;
	} forms[] = { { "<?xml", "encoding" }, { "<meta", "charset" } };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *at = text;

		while ((at = strcasestr(at, forms[i].tag)) != NULL) {
			const char *end = at + strcspn(at, ">");
			const char *word = strcasestr(at, forms[i].word);

			if (word != NULL && word < end &&
			    markup_label(
				word + strlen(forms[i].word), end, label))
				return true;
			at = end;
		}
	}
	return false;
}

struct body *
decode_markup(struct body *below, const char *charset)
{
	char peeked[BODY_PEEK_MAX + 1];
	char label[LABEL_MAX + 1];
	const char *own = NULL;

	if (charset == NULL && markup_names(body_start(below, peeked), label))
		own = charset_by_byte(label);
	return decode_new(below, charset, own);
}
