#include "archive/json_members.h"

#include <string.h>

#include "base/utf8.h"

bool
scan_short_text(struct json_scan *scan, char *to, size_t room)
{
	char piece[256];
	size_t length = 0;
	bool is_long = false;
	size_t n;

	while ((n = scan_text(scan, piece, sizeof(piece))) > 0) {
		is_long = is_long || n >= room - length;
		if (!is_long)
			memcpy(to + length, piece, n);
		length += is_long ? 0 : n;
	}
	is_long = is_long || memchr(to, '\0', length) != NULL;
	to[is_long ? 0 : length] = '\0';
	utf8_repair(to);
	return !is_long;
}

static void
scan_member_text(struct json_scan *scan, enum scan_token token,
    const struct scan_member *m, void *context)
{
	char *to = (char *)context + m->at;

	*to = '\0';
	if (token == SCAN_STRING || token == SCAN_PLAIN)
		scan_short_text(scan, to, m->room);
	else
		scan_pass(scan, token);
	if (token == SCAN_PLAIN && strcmp(to, "null") == 0)
		*to = '\0';
}

bool
scan_members(struct json_scan *scan, enum scan_token token,
    const struct scan_member *members, void *context)
{
	if (token != SCAN_OBJECT) {
		scan_pass(scan, token);
		return token != SCAN_BROKEN;
	}
	while ((token = scan_next(scan)) == SCAN_NAME) {
		const struct scan_member *m = members;
		char name[32];

		scan_short_text(scan, name, sizeof(name));
		while (m->name != NULL && strcmp(m->name, name) != 0)
			m++;
		token = scan_next(scan);
		if (m->name == NULL)
			scan_pass(scan, token);
		else if (m->take != NULL)
			m->take(context, token);
		else
			scan_member_text(scan, token, m, context);
	}
	return token == SCAN_CLOSE;
}

void
scan_elements(struct json_scan *scan, enum scan_token token,
    void (*take)(void *, enum scan_token), void *context)
{
	if (token != SCAN_ARRAY) {
		scan_pass(scan, token);
		return;
	}
	while ((token = scan_next(scan)) != SCAN_CLOSE && token != SCAN_BROKEN)
		take(context, token);
}
