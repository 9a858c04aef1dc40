#include "archive/warc_write.h"

#include <errno.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "archive/warc_read.h"
#include "base/log.h"
#include "base/text.h"

/* What is appended: one member of gzip (RFC 1952) a record. */
struct warc_member {
	int fd;
	struct isal_zstream z;
	unsigned char tokens[ISAL_DEF_LVL1_DEFAULT];
	unsigned char out[16 * 1024];
	bool is_unread; /* the block could not be read */
};

/*
 * ISA-L compresses a table as well as zlib's third level does, in an eighth of
 * the time; its levels above the first take longer and save nothing.
 */
static void
warc_member_begin(struct warc_member *m, int fd)
{
	m->fd = fd;
	m->is_unread = false;
	isal_deflate_init(&m->z);
	m->z.gzip_flag = IGZIP_GZIP;
	m->z.level = 1;
	m->z.level_buf = m->tokens;
	m->z.level_buf_size = sizeof(m->tokens);
}

static bool
warc_write_all(int fd, const unsigned char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

static bool
warc_deflate(
    struct warc_member *m, const void *bytes, size_t size, bool is_last)
{
	/* ISA-L's interface has no const; it does not write there. */
	m->z.next_in = (unsigned char *)(uintptr_t)bytes;
	m->z.avail_in = (uint32_t)size;
	m->z.end_of_stream = is_last;
	do {
		m->z.next_out = m->out;
		m->z.avail_out = sizeof(m->out);
		if (isal_deflate(&m->z) != COMP_OK)
			log_fatal("ISA-L cannot compress");
		if (!warc_write_all(
			m->fd, m->out, sizeof(m->out) - m->z.avail_out))
			return false;
	} while (m->z.avail_out == 0);
	return true;
}

static bool
warc_deflate_block(struct warc_member *m, FILE *block, uint64_t left)
{
	unsigned char buffer[16 * 1024];

	while (left > 0) {
		size_t want =
		    left < sizeof(buffer) ? (size_t)left : sizeof(buffer);
		size_t n = fread(buffer, 1, want, block);

		if (n == 0 || ferror(block)) {
			if (!ferror(block))
				errno = EIO;
			m->is_unread = true;
			return false;
		}
		if (!warc_deflate(m, buffer, n, false))
			return false;
		left -= n;
	}
	return true;
}

/* A line end within a value would begin another field. */
static void
warc_add_value(struct text *head, const char *value)
{
	for (; *value != '\0'; value++) {
		char c = (unsigned char)*value < ' ' ? ' ' : *value;

		text_add(head, &c, 1);
	}
}

static void
warc_write_head(struct text *head, const struct warc_field *fields,
    size_t count, uint64_t block_length)
{
	text_add_string(head, "WARC/1.1\r\n");
	for (size_t i = 0; i < count; i++) {
		if (fields[i].value == NULL)
			continue;
		text_addf(head, "%s: ", fields[i].name);
		warc_add_value(head, fields[i].value);
		text_add_string(head, "\r\n");
	}
	text_addf(head, "Content-Length: %llu\r\n\r\n",
	    (unsigned long long)block_length);
}

bool
warc_append(int fd, const char *path, const struct warc_field *fields,
    size_t count, FILE *block, uint64_t block_length)
{
	static struct warc_member m;
	struct text head = { 0 };
	off_t start = lseek(fd, 0, SEEK_END);
	bool ok = false;

	warc_write_head(&head, fields, count, block_length);
	if (head.length > WARC_HEAD_MAX) {
		log_error("%s: a record's head of %zu bytes is too long", path,
		    head.length);
		text_free(&head);
		return false;
	}
	warc_member_begin(&m, fd);
	if (start < 0 || !warc_deflate(&m, head.bytes, head.length, false) ||
	    !warc_deflate_block(&m, block, block_length) ||
	    !warc_deflate(&m, "\r\n\r\n", 4, true))
		goto out;
	ok = true;
out:
	if (!ok) {
		log_error("%s: cannot %s: %s", path,
		    m.is_unread ? "read what is to go into it" : "write",
		    strerror(errno));
		if (start >= 0 && ftruncate(fd, start) != 0)
			log_error(
			    "%s: cannot cut back: %s", path, strerror(errno));
	}
	text_free(&head);
	return ok;
}

/* A random UUID, version 4 (RFC 9562, 5.4). */
void
warc_new_id(char id[WARC_ID_SIZE])
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != (ssize_t)sizeof(b))
		log_fatal("no random numbers: %s", strerror(errno));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	snprintf(id, WARC_ID_SIZE,
	    "<urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x%02x%02x%02x%02x>",
	    b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10],
	    b[11], b[12], b[13], b[14], b[15]);
}
