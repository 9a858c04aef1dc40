/* A growing run of bytes; begins as { 0 }. Without memory the program ends. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
	char *bytes; /* not terminated: see text_string() */
	size_t length;
	size_t room;
};

/* Adds so many bytes, a string, or what printf() would print. */
void text_add(struct text *, const char *, size_t);
void text_add_string(struct text *, const char *);
void text_addf(struct text *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for so many more bytes, to be written and then added to the length. */
char *text_room(struct text *, size_t);

/* What was gathered as a terminated string, owned by the text; never NULL. */
char *text_string(struct text *);

/* Forgets the bytes, keeps the room. */
void text_empty(struct text *);
void text_free(struct text *);

/* The same, with zeros over what it held: a secret. */
void text_wipe(struct text *);

/* Whether it is in the list, which ends in NULL and may be NULL itself. */
bool text_is_one_of(const char *, const char *const *list);

#endif
