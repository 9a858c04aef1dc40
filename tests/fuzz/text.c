/* Character sets, and text that is shown: the first byte tells which set. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"

static const char *const sets[] = { NULL, "utf-8", "utf-16le", "utf-16be",
	"windows-1252", "iso-8859-2", "shift_jis", "euc-kr", "gb18030", "big5",
	"iso-2022-jp", "euc-jp", "koi8-r", "none of these" };

static void
check_shown(const char *text, void (*disarm)(const char *, char *))
{
	size_t room = strlen(text) * 3 + 1;
	char *shown = xzalloc(room);
	char *twice = xzalloc(room * 3);

	disarm(text, shown);
	fuzz_assert(utf8_is(shown), "what is shown is UTF-8");
	disarm(shown, twice);
	fuzz_assert(strcmp(shown, twice) == 0, "what is shown stays so");
	for (const char *s = shown; *s != '\0'; s++)
		fuzz_assert((unsigned char)*s >= ' ' && *s != 0x7f,
		    "what is shown has no control characters");
	free(shown);
	free(twice);
}

static void
check_decoded(const uint8_t *bytes, size_t length)
{
	const char *set =
	    length == 0 ? NULL : sets[*bytes % (sizeof(sets) / sizeof(*sets))];
	struct body *b =
	    decode_utf8(body_of_memory(length == 0 ? bytes : bytes + 1,
			    length == 0 ? 0 : length - 1),
		set);
	size_t room = length * 4 + 16;
	char *text = xzalloc(room);
	ssize_t n = body_read_all(b, text, room);

	fuzz_assert(n < (ssize_t)room, "a byte becomes four at most");
	fuzz_assert(n < 0 ||
		(utf8_is_all(text, (size_t)n) &&
		    memchr(text, '\0', (size_t)n) == NULL),
	    "what is decoded is UTF-8 without NUL");
	body_close(b);
	free(text);
}

void
fuzz_text(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	char *raw = arena_copy(arena, (const char *)bytes, length);

	(void)what;
	check_decoded(bytes, length);
	check_shown(raw, utf8_disarm);
	check_shown(raw, utf8_disarm_xml);
	utf8_repair(raw);
	fuzz_assert(utf8_is(raw), "what is repaired is UTF-8");
	arena_free(arena);
}
