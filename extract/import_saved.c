#include "extract/import_saved.h"

#include <string.h>
#include <time.h>

#include "archive/body.h"
#include "archive/har.h"
#include "archive/http.h"
#include "archive/mhtml.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/map.h"
#include "base/text.h"
#include "base/time.h"
#include "extract/address.h"
#include "extract/http_status.h"
#include "extract/response.h"
#include "format/substitute.h"

/* Which a browser takes off a text. */
#define BYTE_ORDER_MARK 3

struct import_saving {
	const struct import_archive *archive;
	struct reader_out *out;
	struct import_end *end;
	size_t wanted; /* answers, good or not */
	struct arena *arena;
	struct map *answers;       /* struct import_said, by what was asked */
	struct import_said *first; /* in the order of the file */
	struct import_said **last;
	size_t settled; /* answers in the place of documents that came, too */
};

/* What came of one address: a document, or the worst in its place. */
struct import_said {
	struct import_said *next;
	const char *url;
	enum outcome outcome;
	const struct substitute *instead; /* NULL: no page of a known kind */
	size_t refused;                   /* answers in its place */
};

/* Of an answer. */
struct import_content {
	uint64_t length;
	char sha256[DIGEST_HEX];
	struct text head; /* that goes before it */
};

/* The page of an MHTML file has the address that is given. */
static bool
import_is_given(const struct import_archive *a, const char *url)
{
	return a->kind == IMPORT_MHTML && a->url != NULL &&
	    strcmp(a->url, url) == 0;
}

static bool
import_wants_saved(void *context, const char *url)
{
	const struct import_saving *s = context;
	enum address_kind kind;

	reader_begin(s->out);
	if (strlen(url) >= ADDRESS_MAX)
		return false;
	kind = s->archive->extractor->documents.kind(url);
	return kind == ADDRESS_RECORDS ||
	    (kind != ADDRESS_LISTING && import_is_given(s->archive, url));
}

/* How long a content is, and its digest. False if it is none, or not whole,
 * with the reason. */
static bool
import_measure_saved(const struct import_saving *s,
    const struct saved_response *r, struct import_content *c,
    char why[SAVED_WHY])
{
	struct body *content = saved_content(r);

	if (!body_digest(content, c->sha256, &c->length))
		snprintf(why, SAVED_WHY, "its content %s", body_error(content));
	else if (r->is_cut || c->length > s->archive->most)
		snprintf(why, SAVED_WHY,
		    "its content is too long (limit content_limit)");
	else if (r->size > (int64_t)(c->length + BYTE_ORDER_MARK))
		snprintf(why, SAVED_WHY,
		    "the file has %llu of the %lld bytes of its content",
		    (unsigned long long)c->length, (long long)r->size);
	else
		*why = '\0';
	body_close(content);
	return *why == '\0';
}

/* The head that goes before the content of an answer. */
static void
import_write_head(
    struct text *head, const struct saved_response *r, uint64_t length)
{
	text_add_string(head, "HTTP/1.1 200 OK\r\n");
	if (*r->media_type != '\0')
		text_addf(head, "Content-Type: %s\r\n", r->media_type);
	text_addf(head, "%sContent-Length: %llu\r\n\r\n", r->headers,
	    (unsigned long long)length);
}

/* A page of MHTML is what the browser made of an answer, and no answer. */
static void
import_give_saved_record(struct import_saving *s,
    const struct saved_response *r, const char *date,
    const struct import_content *c)
{
	bool is_answer = r->form == SAVED_HAR;
	const char *path = s->archive->path;
	struct body *content = saved_content(r);
	struct arena *arena = arena_new();
	bool is_post = strcmp(r->method, "POST") == 0;
	const struct http_header posted = { CAPTURE_POSTED,
		arena_print(arena, CAPTURE_DIGEST_LABEL "%s", r->posted) };
	const struct http_header published_on = { CAPTURE_PUBLISHED_ON,
		is_answer ? NULL : s->archive->published_on };
	struct http_header fields[] = {
		{ "Content-Type",
		    is_answer ? "application/http;msgtype=response"
			      : r->media_type },
		{ CAPTURE_FILE_NAME, import_base_name(path) },
		{ CAPTURE_SAVED_BY,
		    arena_print(arena, "%s of %.200s, %s %llu",
			is_answer ? "HAR" : "MHTML",
			*r->saved_by == '\0' ? "a browser" : r->saved_by,
			is_answer ? "entry" : "part",
			(unsigned long long)r->number) },
		is_post ? posted : published_on,
	};
	const struct warc_record record = {
		.type = is_answer ? "response" : "resource",
		.uri = r->url,
		.date = date,
		.fields = { .headers = fields,
		    .count = fields[3].value == NULL ? 3 : 4 },
		.length = c->head.length + c->length,
	};
	char buffer[64 * 1024];
	ssize_t n;

	import_give_head(s->out, path, &record);
	if (c->head.length > 0)
		reader_bytes(s->out, c->head.bytes, c->head.length);
	while ((n = body_read(content, buffer, sizeof(buffer))) > 0)
		reader_bytes(s->out, buffer, (size_t)n);
	import_give_end(s->out,
	    &(struct capture){
		.sha256 = c->sha256,
		.payload = c->head.length,
	    },
	    NULL);
	body_close(content);
	arena_free(arena);
}

/* A document as it would come out of the archive, to be body_close()d. */
static struct document
import_saved_open(const struct import_saving *s, const struct saved_response *r,
    const char *date, struct arena *arena)
{
	return (struct document){
		.source = s->archive->extractor->name,
		.url = r->url,
		.fetched_at = date,
		.published_on =
		    r->form == SAVED_MHTML ? s->archive->published_on : NULL,
		.media_type = arena_copy(
		    arena, r->media_type, strcspn(r->media_type, "; \t")),
		.charset = http_parameter(arena, r->media_type, "charset"),
		.content = saved_content(r),
	};
}

/*
 * Whether it may be the source's, and if not, what it is, or NULL. What cannot
 * be read to its end has a fault later.
 */
static bool
import_saved_fits(const struct import_saving *s, const struct saved_response *r,
    const char *date, const struct substitute **instead)
{
	struct arena *arena = arena_new();
	struct document doc = import_saved_open(s, r, date, arena);
	bool fits = s->archive->extractor->documents.recognises(&doc) ||
	    body_error(doc.content) != NULL;

	*instead = NULL;
	body_close(doc.content);
	if (!fits) {
		doc = import_saved_open(s, r, date, arena);
		*instead = substitute_find(&doc);
		body_close(doc.content);
	}
	arena_free(arena);
	return fits;
}

/* Answers that the server gave in place of a document */

/* What the crawler would make of it: a page may say more than its status. */
static enum outcome
import_saved_refusal(
    const struct import_saving *s, const struct saved_response *r)
{
	enum outcome outcome = http_status_rule(r->status)->outcome;
	struct arena *arena;
	struct document doc;

	if (outcome == OUTCOME_BLOCKED || r->content == NULL)
		return outcome;
	arena = arena_new();
	doc = import_saved_open(s, r, r->date, arena);
	if (response_denies(&doc))
		outcome = OUTCOME_BLOCKED;
	body_close(doc.content);
	arena_free(arena);
	return outcome;
}

/* Once a document came of an address, before or behind, nothing else counts. */
static void
import_note_answer(struct import_saving *s, const struct saved_response *r,
    enum outcome outcome, const struct substitute *instead)
{
	const char *asked = *r->posted != '\0' ? r->posted : r->method;
	struct import_said *said = map_get2(s->answers, r->url, asked);

	if (said == NULL) {
		said = arena_alloc(s->arena, sizeof(*said));
		*said = (struct import_said){
			.url = arena_string(s->arena, r->url),
			.outcome = outcome,
			.instead = instead,
		};
		map_set2(s->answers, r->url, asked, said);
		*s->last = said;
		s->last = &said->next;
	} else if (outcome == OUTCOME_OK ||
	    (said->outcome != OUTCOME_OK &&
		outcome_worse(outcome, said->outcome) != said->outcome)) {
		said->outcome = outcome;
		said->instead = instead;
	}
	said->refused += outcome != OUTCOME_OK;
}

static void
import_tell_answer(struct import_saving *s, const struct import_said *said)
{
	if (said->outcome == OUTCOME_OK) {
		s->settled += said->refused;
		return;
	}
	s->end->refused = outcome_worse(s->end->refused, said->outcome);
	if (said->instead == NULL)
		return;
	reader_field(s->out, "instead", said->instead->name);
	reader_field(s->out, "address", said->url);
	reader_row(s->out);
}

/* One that is no good document is left out, which is said. */
static void
import_leave_saved(
    struct import_saving *s, const struct saved_response *r, const char *why)
{
	log_warn("%s: %s %llu: %s: left out: %s", s->archive->path,
	    r->form == SAVED_HAR ? "entry" : "part",
	    (unsigned long long)r->number, r->url, why);
	s->end->failed++;
}

static void
import_leave_answer(struct import_saving *s, const struct saved_response *r,
    enum saved_verdict verdict, const char *why)
{
	import_leave_saved(s, r, why);
	if (verdict == SAVED_REFUSED)
		import_note_answer(s, r, import_saved_refusal(s, r), NULL);
	else if (verdict == SAVED_BROKEN && r->status != 200)
		import_note_answer(s, r, OUTCOME_INCOMPLETE, NULL);
	else if (verdict == SAVED_BROKEN)
		s->end->is_broken = true;
}

/* It would be the newest of its address, over a good one. */
static void
import_leave_misfit(struct import_saving *s, const struct saved_response *r,
    const struct substitute *instead)
{
	char why[SAVED_WHY];

	snprintf(why, sizeof(why),
	    "is not the document that should be there%s%s; --force takes it "
	    "all the same",
	    instead == NULL ? "" : ", but ",
	    instead == NULL ? "" : instead->name);
	import_leave_saved(s, r, why);
	import_note_answer(s, r,
	    instead != NULL && instead->is_block ? OUTCOME_BLOCKED
						 : OUTCOME_INCOMPLETE,
	    instead);
}

static void
import_give_saved_document(struct import_saving *s,
    const struct saved_response *r, struct import_content *content)
{
	const struct substitute *instead;
	char date[TIMESTAMP_SIZE];
	time_t came;

	saved_response_time(r, &came);
	timestamp_write(came, date);
	if (!s->archive->is_forced &&
	    !import_saved_fits(s, r, date, &instead)) {
		import_leave_misfit(s, r, instead);
		return;
	}
	import_note_answer(s, r, OUTCOME_OK, NULL);
	if (r->form == SAVED_HAR)
		import_write_head(&content->head, r, content->length);
	import_give_saved_record(s, r, date, content);
}

static bool
import_take_saved(void *context, const struct saved_response *r)
{
	struct import_saving *s = context;
	struct import_content content = { 0 };
	char why[SAVED_WHY];
	enum saved_verdict verdict;

	s->wanted++;
	verdict = saved_judge(r, time(NULL), why);
	if (verdict == SAVED_GOOD && !import_measure_saved(s, r, &content, why))
		verdict = SAVED_BROKEN;
	if (verdict == SAVED_GOOD)
		import_give_saved_document(s, r, &content);
	else
		import_leave_answer(s, r, verdict, why);
	text_free(&content.head);
	return true;
}

static void
import_tell_saved(
    struct import_saving *s, const struct saved_end *end, const char *piece)
{
	const char *path = s->archive->path;
	size_t others = (size_t)end->count - s->wanted;

	s->end->skipped += others;
	if (end->why != NULL)
		log_error("%s: offset %llu: behind %s %llu: %s", path,
		    (unsigned long long)end->offset, piece,
		    (unsigned long long)end->count, end->why);
	else if (end->count == 0)
		log_error("%s: has nothing that a browser loaded", path);
	if (others > 0 && s->wanted == 0)
		log_warn("%s: all %zu responses are of other addresses than "
			 "the documents of %s",
		    path, others, s->archive->extractor->name);
	else if (others > 0)
		log_info("%s: %zu responses of other addresses left aside",
		    path, others);
	if (s->settled > 0)
		log_info("%s: %zu answers in the place of documents left out, "
			 "as the documents came, too",
		    path, s->settled);
	if (end->why != NULL || end->count == 0 ||
	    (s->archive->kind == IMPORT_MHTML && s->archive->url != NULL &&
		s->wanted == 0))
		s->end->is_broken = true;
}

void
import_give_saved(const struct import_archive *archive, FILE *file,
    struct reader_out *out, struct import_end *told)
{
	struct import_saving s = {
		.archive = archive,
		.out = out,
		.end = told,
		.arena = arena_new(),
		.answers = map_new(),
		.last = &s.first,
	};
	const struct saved_user user = { import_wants_saved, import_take_saved,
		&s, archive->most };
	struct body *body = body_of_file(file, archive->path);
	bool is_har = archive->kind == IMPORT_HAR;
	struct saved_end end = is_har ? har_read(body, &user)
				      : mhtml_read(body, archive->url, &user);

	for (const struct import_said *said = s.first; said != NULL;
	     said = said->next)
		import_tell_answer(&s, said);
	import_tell_saved(&s, &end, is_har ? "entry" : "part");
	map_free(s.answers);
	arena_free(s.arena);
	body_close(body);
	fclose(file);
}
