/* An answer on its way: tagged, compressed, sent in parts, cut off. */
#include "tests/publisher/publisher.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/log.h"

void
answer_tag(const struct answer *a, char tag[DIGEST_HEX])
{
	struct digest *d;

	if (a->tag != NULL) {
		snprintf(tag, DIGEST_HEX, "%s", a->tag);
		return;
	}
	d = digest_new();
	digest_add(d, a->body.bytes, a->body.length);
	digest_hex(d, tag);
	digest_free(d);
	tag[32] = '\0'; /* shorter, as tags are */
}

void
answer_compress(struct answer *a)
{
	z_stream z = { 0 };
	struct text out = { 0 };
	unsigned char buffer[16 * KIBI];

	if (a->gzip)
		return;
	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		log_fatal("cannot start zlib");
	z.next_in = (unsigned char *)text_string(&a->body);
	z.avail_in = (uInt)a->body.length;
	do {
		z.next_out = buffer;
		z.avail_out = sizeof(buffer);
		deflate(&z, Z_FINISH);
		text_add(
		    &out, (const char *)buffer, sizeof(buffer) - z.avail_out);
	} while (z.avail_out == 0);
	deflateEnd(&z);
	text_free(&a->body);
	a->body = out;
	a->gzip = true;
}

struct sending {
	struct text body;
	size_t end;
	unsigned stall_ms;
	unsigned drip_ms;
};

static ssize_t
send_part(void *context, uint64_t from, char *buffer, size_t room)
{
	struct sending *s = context;
	size_t half = s->body.length / 2;
	size_t end = s->stall_ms > 0 && from < half ? half : s->end;
	size_t n = from < end ? end - (size_t)from : 0;

	if (s->stall_ms > 0 && from == half)
		usleep(s->stall_ms * 1000);
	if (n == 0)
		return s->end < s->body.length
		    ? MHD_CONTENT_READER_END_WITH_ERROR
		    : MHD_CONTENT_READER_END_OF_STREAM;
	if (s->drip_ms > 0) {
		usleep(s->drip_ms * 1000);
		room = 1;
	}
	if (n > room)
		n = room;
	memcpy(buffer, s->body.bytes + from, n);
	return (ssize_t)n;
}

static void
end_sending(void *context)
{
	struct sending *s = context;

	text_free(&s->body);
	free(s);
}

static void
add_date(struct MHD_Response *r, const char *name, time_t at)
{
	char line[64];
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(line, sizeof(line), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	MHD_add_response_header(r, name, line);
}

static void
add_headers(struct MHD_Response *r, const struct answer *a, const char *tag)
{
	char line[64];

	if (a->retry_after != NULL)
		MHD_add_response_header(r, "Retry-After", a->retry_after);
	if (a->skew != 0)
		add_date(r, "Date", time(NULL) + a->skew);
	if (a->type != NULL)
		MHD_add_response_header(r, "Content-Type", a->type);
	if (a->location != NULL)
		MHD_add_response_header(r, "Location", a->location);
	if (a->gzip)
		MHD_add_response_header(r, "Content-Encoding", "gzip");
	if (a->no_validators || (a->status != 200 && a->status != 304))
		return;
	snprintf(line, sizeof(line), "%s\"%.32s\"", a->gzip ? "W/" : "", tag);
	MHD_add_response_header(r, "ETag", line);
	if (a->modified != 0)
		add_date(r, "Last-Modified", a->modified + a->skew);
}

enum MHD_Result
answer_send(struct answer *a, struct MHD_Connection *c, const char *tag)
{
	struct sending *s;
	struct MHD_Response *r;
	enum MHD_Result queued;

	if (a->reset)
		return raw_reset(c);
	if (a->raw)
		return raw_send(a, c);
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		log_fatal("out of memory");
	*s = (struct sending){ a->body, a->sent, a->stall_ms, a->drip_ms };
	if (s->end > s->body.length)
		s->end = s->body.length;
	a->body = (struct text){ 0 };
	r = MHD_create_response_from_callback(
	    a->chunked ? MHD_SIZE_UNKNOWN : s->body.length, 16 * KIBI,
	    send_part, s, end_sending);
	add_headers(r, a, tag);
	queued = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r);
	return queued;
}
