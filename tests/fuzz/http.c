/* An answer: its head, then its content with the codings that the head says. */
#include "tests/fuzz/fuzz.h"

#include "archive/body.h"
#include "archive/http.h"
#include "base/arena.h"

#define MOST ((uint64_t)1024 * 1024)

void
fuzz_http(const void *what, const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct body *b = body_of_memory(bytes, length);
	struct http_head head;
	char buffer[4096];
	uint64_t came = 0;
	ssize_t n;

	(void)what;
	if (http_head_take(arena, b, &head)) {
		const char *type = http_header(&head, "Content-Type");

		if (type != NULL)
			(void)http_parameter(arena, type, "charset");
		b = http_content(&head, b, MOST);
		while ((n = body_read(b, buffer, sizeof(buffer))) > 0)
			came += (uint64_t)n;
		fuzz_assert(came <= MOST || came <= length,
		    "a compression gives no more than it may");
	}
	body_close(b);
	arena_free(arena);
}
