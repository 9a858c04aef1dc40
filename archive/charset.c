#include "archive/charset.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * Where two names have one line, the wider set stands for the narrower, as in
 * browsers: what is called Latin-1 is Windows-1252.
 */
static const struct {
	const char *labels; /* letters and digits alone, between blanks */
	const char *name;
} charsets[] = {
	{ " iso88591 latin1 l1 cp819 ibm819 windows1252 cp1252 xcp1252 ",
	    "CP1252" },
	{ " iso88592 latin2 l2 ", "ISO-8859-2" },
	{ " iso88593 latin3 l3 ", "ISO-8859-3" },
	{ " iso88594 latin4 l4 ", "ISO-8859-4" },
	{ " iso88595 cyrillic ", "ISO-8859-5" },
	{ " iso88596 arabic ", "ISO-8859-6" },
	{ " iso88597 greek ", "ISO-8859-7" },
	{ " iso88598 iso88598i hebrew logical visual ", "ISO-8859-8" },
	{ " iso88599 latin5 l5 windows1254 cp1254 xcp1254 ", "CP1254" },
	{ " iso885910 latin6 l6 ", "ISO-8859-10" },
	{ " iso885911 tis620 dos874 windows874 cp874 ", "CP874" },
	{ " iso885913 ", "ISO-8859-13" },
	{ " iso885914 ", "ISO-8859-14" },
	{ " iso885915 latin9 l9 ", "ISO-8859-15" },
	{ " iso885916 ", "ISO-8859-16" },
	{ " windows1250 cp1250 xcp1250 ", "CP1250" },
	{ " windows1251 cp1251 xcp1251 ", "CP1251" },
	{ " windows1253 cp1253 xcp1253 ", "CP1253" },
	{ " windows1255 cp1255 xcp1255 ", "CP1255" },
	{ " windows1256 cp1256 xcp1256 ", "CP1256" },
	{ " windows1257 cp1257 xcp1257 ", "CP1257" },
	{ " windows1258 cp1258 xcp1258 ", "CP1258" },
	{ " ibm866 cp866 866 ", "IBM866" },
	{ " koi8r koi8 koi ", "KOI8-R" },
	{ " koi8u koi8ru ", "KOI8-U" },
	{ " macintosh mac xmacroman ", "MACINTOSH" },
	{ " xmaccyrillic xmacukrainian ", "MAC-CYRILLIC" },
	{ " gbk xgbk gb2312 gb231280 chinese gb18030 ", "GB18030" },
	{ " big5 big5hkscs cnbig5 xxbig5 ", "BIG5-HKSCS" },
	{ " eucjp xeucjp ", "EUC-JP" },
	{ " iso2022jp ", "ISO-2022-JP" },
	{ " shiftjis sjis xsjis mskanji ms932 windows31j ", "CP932" },
	{ " euckr ksc56011987 ksc5601 korean windows949 ", "CP949" },
	{ " utf16 utf16le ucs2 unicode iso10646ucs2 ", "UTF-16LE" },
	{ " utf16be unicodefffe ", "UTF-16BE" },
};

#define LABEL_MAX 31

/* The letters and digits alone, between blanks; false if they are too many. */
static bool
simplify(const char *label, char simple[LABEL_MAX + 3])
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

const char *
charset_converter(const char *label)
{
	char simple[LABEL_MAX + 3];

	if (label == NULL || !simplify(label, simple))
		return NULL;
	for (size_t i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++) {
		if (strstr(charsets[i].labels, simple) != NULL)
			return charsets[i].name;
	}
	return NULL;
}
