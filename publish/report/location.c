#include "publish/report/location.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"

/* Of a longer key the name is a digest: names of files end at 255 bytes. */
#define KEY_MAX 60

static bool
location_is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

/*
 * The length of what stands in brackets here, "(b)", if it can be written ".b"
 * and read back: it is plain, and what follows could not be a part of it.
 */
static size_t
location_bracket(const char *s)
{
	size_t length = 1;

	if (*s != '(')
		return 0;
	while (location_is_plain(s[length]))
		length++;
	if (length == 1 || s[length] != ')' || location_is_plain(s[length + 1]))
		return 0;
	return length + 1;
}

static void
location_add_key(struct text *name, const char *key)
{
	for (const char *s = key; *s != '\0'; s++) {
		size_t bracket = s == key ? 0 : location_bracket(s);

		if (bracket > 0) {
			text_add(name, ".", 1);
			text_add(name, s + 1, bracket - 2);
			s += bracket - 1;
		} else if (location_is_plain(*s) || (*s == '-' && s > key))
			text_add(name, s, 1);
		else if (*s == ' ')
			text_add(name, "_", 1);
		else
			text_addf(name, "~%02x", (unsigned char)*s);
	}
}

void
location_add(struct text *name, const char *kind, const char *key)
{
	char hex[DIGEST_HEX];

	text_add_string(name, kind);
	if (*key != '\0')
		text_add(name, "/", 1);
	if (strlen(key) > KEY_MAX) {
		digest_string(key, hex);
		text_addf(name, "~~%s", hex);
	} else
		location_add_key(name, key);
	text_add_string(name, ".html");
}

bool
location_is_public(const char *address)
{
	if (strncasecmp(address, "http://", 7) != 0 &&
	    strncasecmp(address, "https://", 8) != 0)
		return false;
	for (const char *s = address; *s != '\0'; s++) {
		if ((unsigned char)*s <= ' ' || *s == 0x7f)
			return false;
	}
	return true;
}
