#include "archive/har.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/har_entry.h"
#include "archive/json_members.h"
#include "base/memory.h"
#include "base/text.h"

#define HAR_PROGRAMS_MOST ((size_t)16 * 1024) /* bytes of their names */

struct har {
	struct json_scan *scan;
	struct har_entry *entry;
	struct saved_end end;
	char program[64];
	char version[64];
	struct text saved_by;
	bool has_entries;
	bool is_over; /* nothing more is wanted */
};

static void
har_take_entry(void *context, enum scan_token token)
{
	struct har *h = context;

	if (!har_entry_read(h->entry, token))
		return;
	h->end.count++;
	if (har_entry_is_wanted(h->entry) &&
	    !har_entry_give(
		h->entry, text_string(&h->saved_by), h->end.count)) {
		h->is_over = true;
		scan_stop(h->scan, "nothing more is wanted");
	}
}

static void
har_take_entries(void *context, enum scan_token token)
{
	struct har *h = context;

	h->has_entries = h->has_entries || token == SCAN_ARRAY;
	scan_elements(h->scan, token, har_take_entry, h);
}

/* The browser, in place of the program that wrote the file, if it is named. */
static void
har_take_program(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER_TEXT("name", har, program),
		SCAN_MEMBER_TEXT("version", har, version),
		SCAN_MEMBERS_END,
	};
	struct har *h = context;

	h->program[0] = h->version[0] = '\0';
	scan_members(h->scan, token, members, h);
	if (h->program[0] == '\0' || h->saved_by.length > HAR_PROGRAMS_MOST)
		return;
	if (h->saved_by.length > 0)
		text_add_string(&h->saved_by, ", ");
	text_addf(&h->saved_by, "%s%s%s", h->program,
	    h->version[0] == '\0' ? "" : " ", h->version);
}

static void
har_take_log(void *context, enum scan_token token)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER("creator", har_take_program),
		SCAN_MEMBER("browser", har_take_program),
		SCAN_MEMBER("entries", har_take_entries),
		SCAN_MEMBERS_END,
	};
	struct har *h = context;

	scan_members(h->scan, token, members, h);
}

/* Up to its end, and what is behind it. */
static void
har_read_file(struct har *h)
{
	static const struct scan_member members[] = {
		SCAN_MEMBER("log", har_take_log),
		SCAN_MEMBERS_END,
	};

	if (scan_members(h->scan, scan_next(h->scan), members, h))
		(void)scan_next(h->scan);
	h->end.offset = scan_offset(h->scan);
	if (h->is_over)
		return;
	h->end.why = scan_why(h->scan);
	if (h->end.why == NULL && !h->has_entries)
		h->end.why = "is JSON, but has no entries of a log";
}

struct saved_end
har_read(struct body *body, const struct saved_user *user)
{
	struct har h = { .scan = scan_open(body) };

	h.entry = har_entry_new(h.scan, user);
	har_read_file(&h);
	har_entry_free(h.entry);
	scan_close(h.scan);
	text_free(&h.saved_by);
	return h.end;
}

bool
har_is(struct body *body)
{
	char start[BODY_PEEK_MAX + 1];
	const char *at = body_start(body, start);

	if (*at++ != '{')
		return false;
	at += strspn(at, " \t\r\n");
	if (strncmp(at, "\"log\"", 5) != 0)
		return false;
	at += 5 + strspn(at + 5, " \t\r\n:");
	return *at == '{';
}
