#include "extract/import_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"
#include "extract/reader.h"
#include "extract/response.h"

struct import_looker {
	const struct extractor *extractor;
	const struct import_request *requests;
	struct import_question *questions; /* one a request */
	const char **paths;
	struct reader *reader;
	struct text url;
	char saved_at[TIMESTAMP_SIZE]; /* "" if it is not known */
};

static void
import_cannot_look(struct import_looker *l,
    const struct import_request *request, const char *why,
    struct import_found *found)
{
	text_empty(&l->url);
	if (request->url == NULL)
		import_name_address(request->path, &l->url);
	else
		text_add_string(&l->url, request->url);
	*found = (struct import_found){
		.url = text_string(&l->url),
		.is_taken = true,
	};
	log_warn("%s: cannot be looked at: %s; it is taken, and its fault will "
		 "say so",
	    request->path, why);
}

struct import_looker *
import_looker_new(const struct extractor *extractor, struct archive *archive,
    const struct worker_limits *limits, const struct import_request *requests,
    size_t count)
{
	struct import_looker *l = xzalloc(sizeof(*l));

	l->extractor = extractor;
	l->requests = requests;
	l->questions = xzalloc((count + 1) * sizeof(*l->questions));
	l->paths = xzalloc((count + 1) * sizeof(*l->paths));
	for (size_t i = 0; i < count; i++) {
		l->questions[i] =
		    (struct import_question){ extractor, &requests[i] };
		l->paths[i] = requests[i].path;
	}
	l->reader = reader_new(archive, limits, l->paths);
	return l;
}

void
import_looker_free(struct import_looker *l)
{
	if (l == NULL)
		return;
	reader_free(l->reader);
	free(l->questions);
	free(l->paths);
	text_free(&l->url);
	free(l);
}

/* What came, if anything did. */
struct import_answer {
	struct import_looker *looker;
	struct import_found *found;
};

static void
import_take_answer(void *context, const struct row *row)
{
	struct import_answer *answer = context;
	struct text *url = &answer->looker->url;
	const char *found_url = row_get(row, "url");
	const char *substitute = row_get(row, "substitute");
	const char *saved_at = row_get(row, "saved at");
	time_t time_saved;

	if (!timestamp_read(saved_at, &time_saved))
		saved_at = NULL;
	snprintf(answer->looker->saved_at, TIMESTAMP_SIZE, "%s",
	    saved_at == NULL ? "" : saved_at);
	text_empty(url);
	text_add_string(url, found_url == NULL ? "" : found_url);
	*answer->found = (struct import_found){
		.kind = import_kind_named(row_get(row, "kind")),
		.url = text_string(url),
		.saved_at = saved_at == NULL ? NULL : answer->looker->saved_at,
		.substitute =
		    substitute == NULL ? NULL : substitute_named(substitute),
		.is_taken = row_get(row, "taken") != NULL,
	};
}

bool
import_look_at_file(struct import_looker *l,
    const struct import_request *request, struct import_found *found)
{
	const struct reader_task task = { import_look,
		&l->questions[request - l->requests] };
	struct import_answer answer = { l, found };
	const char *why;

	*found = (struct import_found){ .url = "" };
	why = reader_read(l->reader, NULL, &task, import_take_answer, &answer);
	if (reader_is_over(l->reader))
		return false;
	if (reader_was_refused(l->reader))
		log_error("%s: is not taken: %s", request->path, why);
	else if (why != NULL)
		import_cannot_look(l, request, why, found);
	else if (request->url != NULL)
		found->url = request->url;
	return true;
}

bool
import_capture_fits(struct import_looker *l, const struct capture *capture,
    const struct substitute **substitute)
{
	return response_fits(l->reader, capture,
	    &l->extractor->documents.recognises, substitute);
}
