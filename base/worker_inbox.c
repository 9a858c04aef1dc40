#include "base/worker_inbox.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define RECEIVE_SIZE ((size_t)256 * 1024)

struct worker_head {
	uint16_t kind;
	uint16_t table;
	uint32_t count;
	uint32_t length;
};

void
worker_inbox_receive(struct worker_inbox *in, int flags)
{
	char *room;
	ssize_t n;

	if (in->taken > 0) {
		in->bytes.length -= in->taken;
		memmove(in->bytes.bytes, in->bytes.bytes + in->taken,
		    in->bytes.length);
		in->taken = 0;
	}
	room = text_room(&in->bytes, RECEIVE_SIZE);
	do {
		n = recv(in->fd, room, RECEIVE_SIZE, flags);
	} while (n < 0 && errno == EINTR);
	if (n > 0)
		in->bytes.length += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
		in->ended = true;
}

bool
worker_inbox_message(
    struct worker_inbox *in, size_t at, struct worker_message *m)
{
	struct worker_head head;

	if (in->bytes.length - at < sizeof(head))
		return false;
	memcpy(&head, in->bytes.bytes + at, sizeof(head));
	if (head.length > WORKER_MOST_BYTES || head.kind >= WORKER_OWN * 2) {
		in->ended = true;
		return false;
	}
	if (in->bytes.length - at - sizeof(head) < head.length)
		return false;
	*m = (struct worker_message){
		.kind = head.kind,
		.table = head.table,
		.count = head.count,
		.length = head.length,
		.bytes = in->bytes.bytes + at + sizeof(head),
	};
	return true;
}

size_t
worker_message_size(const struct worker_message *m)
{
	return sizeof(struct worker_head) + m->length;
}

bool
worker_inbox_next(struct worker_inbox *in, struct worker_message *m)
{
	if (!worker_inbox_message(in, in->taken, m))
		return false;
	in->taken += worker_message_size(m);
	return true;
}

void
worker_message_write(struct text *out, const struct worker_message *m)
{
	const struct worker_head head = { m->kind, m->table, m->count,
		m->length };

	text_add(out, (const char *)&head, sizeof(head));
	text_add(out, m->bytes, m->length);
}

bool
worker_send_bytes(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return true;
}
