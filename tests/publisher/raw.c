/* Answers that the library would not give. */
#include "tests/publisher/publisher.h"

#include <sys/socket.h>

#include "base/text.h"

static int
socket_of(struct MHD_Connection *c)
{
	return MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)
	    ->connect_fd;
}

enum MHD_Result
raw_reset(struct MHD_Connection *c)
{
	const struct sockaddr nowhere = { .sa_family = AF_UNSPEC };

	/* Before the library shuts it down in good order. */
	(void)connect(socket_of(c), &nowhere, sizeof(nowhere));
	return MHD_NO;
}

/* What is not taken any more is not sent. */
static void
send_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		bytes += n;
		length -= (size_t)n;
	}
}

enum MHD_Result
raw_send(const struct answer *a, struct MHD_Connection *c)
{
	struct text head = { 0 };
	int fd = socket_of(c);

	text_addf(&head,
	    "HTTP/1.1 %u Raw\r\nContent-Type: %s\r\n%s"
	    "Content-Length: %zu\r\n\r\n",
	    a->status, a->type, a->gzip ? "Content-Encoding: gzip\r\n" : "",
	    a->raw_length);
	send_all(fd, head.bytes, head.length);
	text_free(&head);
	send_all(
	    fd, a->body.bytes, a->cut ? a->body.length / 2 : a->body.length);
	return a->cut ? raw_reset(c) : MHD_NO;
}
