/*
 * Objects of JSON of which some members are known: each has a row in a table,
 * and the others are passed over, whatever they are and in whatever order.
 */
#ifndef ARCHIVE_JSON_MEMBERS_H
#define ARCHIVE_JSON_MEMBERS_H

#include "archive/json_scan.h"

/* One that is known: who takes it, or where its short text goes. */
struct scan_member {
	const char *name;                             /* NULL ends a table */
	void (*take)(void *context, enum scan_token); /* NULL: a text */
	size_t at; /* of the room for it, within the context */
	size_t room;
};

#define SCAN_MEMBER_TEXT(name, context, member)                 \
	{                                                       \
		(name), NULL, offsetof(struct context, member), \
		    sizeof(((struct context *)NULL)->member)    \
	}
#define SCAN_MEMBER(name, take)      \
	{                            \
		(name), (take), 0, 0 \
	}
#define SCAN_MEMBERS_END         \
	{                        \
		NULL, NULL, 0, 0 \
	}

/*
 * Takes the members of the object that a token began. What is no text of a
 * text's member, or longer than its room, is "". False if it is no object, or
 * does not end.
 */
bool scan_members(struct json_scan *, enum scan_token,
    const struct scan_member *, void *context);

/* Takes each of the array that a token began, if it did. */
void scan_elements(struct json_scan *, enum scan_token,
    void (*take)(void *context, enum scan_token), void *context);

/*
 * What is left of a text, in UTF-8. "" and false if it has more than the room,
 * or a NUL.
 */
bool scan_short_text(struct json_scan *, char *to, size_t room);

#endif
