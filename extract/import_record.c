#include "extract/import_record.h"

#include <stdio.h>
#include <string.h>

#include "archive/warc_read.h"

/* A header that is longer is not handed on: none of those is. */
#define HEADER_MOST 4096

void
import_give_number(struct reader_out *out, const char *name, uint64_t value)
{
	char number[24];

	snprintf(number, sizeof(number), "%llu", (unsigned long long)value);
	reader_field(out, name, number);
}

void
import_give_head(
    struct reader_out *out, const char *name, const struct warc_record *record)
{
	static const char *const headers[] = { "WARC-Record-ID",
		"WARC-IP-Address", "WARC-Truncated", "Content-Type",
		CAPTURE_POSTED, CAPTURE_FILE_NAME, CAPTURE_SAVED_BY,
		CAPTURE_PUBLISHED_ON };

	reader_field(out, "record", record->type);
	reader_field(out, "name", name);
	reader_field(out, "uri", record->uri);
	reader_field(out, "date", record->date);
	import_give_number(out, "length", record->length);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		const char *value = http_header(&record->fields, headers[i]);

		if (value != NULL && strlen(value) <= HEADER_MOST)
			reader_field(out, headers[i], value);
	}
	reader_row(out);
}

void
import_give_end(
    struct reader_out *out, const struct capture *c, const char *left_out)
{
	reader_field(out, "end", "");
	reader_field(out, "left out", left_out);
	reader_field(out, "digest", c->sha256);
	import_give_number(out, "payload", c->payload);
	reader_row(out);
}
