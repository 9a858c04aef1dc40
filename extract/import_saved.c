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
	/* Of addresses: the worst that came in a document's place, or that a
	 * document came: one of the_outcomes. */
	struct map *answers;
};

static const enum outcome the_outcomes[] = {
	[OUTCOME_OK] = OUTCOME_OK,
	[OUTCOME_LATER] = OUTCOME_LATER,
	[OUTCOME_UNREACHABLE] = OUTCOME_UNREACHABLE,
	[OUTCOME_BLOCKED] = OUTCOME_BLOCKED,
	[OUTCOME_INCOMPLETE] = OUTCOME_INCOMPLETE,
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

/* As the archive will describe it. */
static void
import_end_saved_record(struct import_saving *s, const struct saved_response *r,
    const struct import_content *c)
{
	struct text address = { 0 };

	if (strcmp(r->method, "POST") == 0)
		capture_post_address(&address, r->url, r->posted);
	else
		text_add_string(&address, r->url);
	import_give_end(s->out,
	    &(struct capture){
		.url = text_string(&address),
		.sha256 = c->sha256,
		.payload = c->head.length,
	    },
	    NULL);
	text_free(&address);
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
	import_end_saved_record(s, r, c);
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

/* What is there in place of a document, or NULL. What cannot be read to its end
 * has a fault later. */
static const char *
import_saved_misfit(const struct import_saving *s,
    const struct saved_response *r, const char *date)
{
	struct arena *arena = arena_new();
	struct document doc = import_saved_open(s, r, date, arena);
	bool fits = s->archive->extractor->documents.recognises(&doc) ||
	    body_error(doc.content) != NULL;
	const struct substitute *substitute = NULL;

	body_close(doc.content);
	if (!fits) {
		doc = import_saved_open(s, r, date, arena);
		substitute = substitute_find(&doc);
		body_close(doc.content);
	}
	arena_free(arena);
	return fits              ? NULL
	    : substitute == NULL ? IMPORT_ANOTHER
				 : substitute->name;
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

/* What came of an address. Once a document did, nothing else counts. */
static void
import_note_answer(
    struct import_saving *s, const struct saved_response *r, enum outcome o)
{
	const char *asked = *r->posted != '\0' ? r->posted : r->method;
	const enum outcome *known = map_get2(s->answers, r->url, asked);

	if (o != OUTCOME_OK && known != NULL)
		o = *known == OUTCOME_OK ? OUTCOME_OK
					 : outcome_worse(o, *known);
	map_set2(s->answers, r->url, asked, &the_outcomes[o]);
}

static void
import_add_answer(void *value, void *context)
{
	const enum outcome *outcome = value;
	struct import_saving *s = context;

	s->end->refused = outcome_worse(s->end->refused, *outcome);
}

/* One that is no good document is left out, which is said. */
static void
import_leave_saved(struct import_saving *s, const struct saved_response *r,
    enum saved_verdict verdict, const char *why)
{
	log_warn("%s: %s %llu: %s: left out: %s", s->archive->path,
	    r->form == SAVED_HAR ? "entry" : "part",
	    (unsigned long long)r->number, r->url, why);
	s->end->failed++;
	if (verdict == SAVED_REFUSED)
		import_note_answer(s, r, import_saved_refusal(s, r));
	else if (verdict == SAVED_BROKEN && r->status != 200)
		import_note_answer(s, r, OUTCOME_INCOMPLETE);
	else if (verdict == SAVED_BROKEN)
		s->end->is_broken = true;
}

static bool
import_take_saved(void *context, const struct saved_response *r)
{
	struct import_saving *s = context;
	char date[TIMESTAMP_SIZE];
	char why[SAVED_WHY];
	struct import_content content = { 0 };
	enum saved_verdict verdict;
	const char *misfit;
	time_t came;

	s->wanted++;
	verdict = saved_judge(r, time(NULL), why);
	if (verdict == SAVED_GOOD && !import_measure_saved(s, r, &content, why))
		verdict = SAVED_BROKEN;
	if (verdict != SAVED_GOOD) {
		import_leave_saved(s, r, verdict, why);
		return true;
	}
	saved_response_time(r, &came);
	timestamp_write(came, date);
	misfit = s->archive->is_forced ? NULL : import_saved_misfit(s, r, date);
	if (misfit == NULL)
		import_note_answer(s, r, OUTCOME_OK);
	if (r->form == SAVED_HAR)
		import_write_head(&content.head, r, content.length);
	reader_field(s->out, IMPORT_MISFIT, misfit);
	import_give_saved_record(s, r, date, &content);
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
		.answers = map_new(),
	};
	const struct saved_user user = { import_wants_saved, import_take_saved,
		&s, archive->most };
	struct body *body = body_of_file(file);
	bool is_har = archive->kind == IMPORT_HAR;
	struct saved_end end = is_har ? har_read(body, &user)
				      : mhtml_read(body, archive->url, &user);

	map_each(s.answers, import_add_answer, &s);
	import_tell_saved(&s, &end, is_har ? "entry" : "part");
	map_free(s.answers);
	body_close(body);
	fclose(file);
}
