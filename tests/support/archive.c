#include "tests/support/support.h"

#include <sqlite3.h>

struct place
place_new(struct arena *arena, const char *root)
{
	static unsigned number;
	char *folder = arena_print(arena, "%s/%u", root, number++);

	if (mkdir(folder, 0755) != 0)
		abort();
	return (struct place){
		.arena = arena,
		.folder = folder,
		.settings = {
			.folder = folder,
			.software = "test/1",
			.file_limit = 1000000,
			.content_limit = 1000000,
		},
	};
}

struct archive *
place_open(const struct place *p, enum archive_use use)
{
	struct archive *a = NULL;

	if (archive_open(&p->settings, PLACE_SOURCE, use, &a) != ARCHIVE_OPEN)
		return NULL;
	return a;
}

const struct capture *
place_add(struct archive *a, const char *url, const char *content)
{
	FILE *file = file_of(content, strlen(content));
	const struct capture *c = archive_add_file(a,
	    &(struct archive_file){
		.file = file,
		.name = "name.txt",
		.url = url,
		.media_type = "text/plain; charset=utf-8",
	    });

	fclose(file);
	return c;
}

const char *
place_path(const struct place *p, const char *file)
{
	return arena_print(p->arena, "%s/" PLACE_SOURCE "/%s", p->folder, file);
}

const char *
place_fill(const struct place *p)
{
	struct archive *a = place_open(p, ARCHIVE_WRITE);
	const char *file;

	assert_non_null(a);
	assert_non_null(place_add(a, "a:1", "one"));
	assert_non_null(place_add(a, "a:2", "two"));
	assert_non_null(place_add(a, "a:3", "three"));
	file = arena_string(p->arena, archive_capture(a, 2)->file);
	archive_close(a);
	return file;
}

const char *
place_content(const struct place *p, struct archive *a, const struct capture *c)
{
	struct document *doc = archive_document(a, c);
	const char *error = NULL;
	const char *content;
	struct body *body;
	size_t length;

	body = doc->content;
	doc->content = body_of_memory("", 0);
	content = body_text(p->arena, body, 100, &length, &error);
	archive_document_close(doc);
	return arena_print(p->arena, "%s%s", content, error == NULL ? "" : "!");
}

const char *
place_show(const struct place *p)
{
	struct archive *a = place_open(p, ARCHIVE_READ);
	const char *all = "";

	if (a == NULL)
		return "cannot be opened";
	for (size_t i = 0; i < archive_count(a); i++) {
		const struct capture *c = archive_capture(a, i);

		all = arena_print(
		    p->arena, "%s%s %s; ", all, c->url, place_content(p, a, c));
	}
	archive_close(a);
	return all;
}

const char *
place_index(const struct place *p)
{
	struct archive *a = place_open(p, ARCHIVE_READ);
	const char *all = "";

	assert_non_null(a);
	for (size_t i = 0; i < archive_count(a); i++) {
		const struct capture *c = archive_capture(a, i);

		all = arena_print(p->arena, "%s%s %s %d %s %s %s %ju %ju\n",
		    all, c->url, c->fetched_at, c->status,
		    or_none(c->media_type), or_none(c->sha256), c->file,
		    (uintmax_t)c->offset, (uintmax_t)c->length);
	}
	archive_close(a);
	return all;
}

void
place_lose_index(const struct place *p)
{
	unlink(place_path(p, PLACE_INDEX "-wal"));
	unlink(place_path(p, PLACE_INDEX "-shm"));
	assert_int_equal(unlink(place_path(p, PLACE_INDEX)), 0);
}

void
place_shorten_index(const struct place *p, size_t kept)
{
	const char *sql = arena_print(p->arena,
	    "DELETE FROM capture WHERE id > %zu;"
	    " DELETE FROM file;"
	    " INSERT INTO file SELECT filename, max(offset + length)"
	    " FROM capture GROUP BY filename;"
	    " DELETE FROM run;"
	    " INSERT INTO run SELECT coalesce(run, substr(timestamp, 1, 10) ||"
	    " 'T00:00:00.000000Z') AS began, min(id), max(id)"
	    " FROM capture GROUP BY began",
	    kept);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place_path(p, PLACE_INDEX), &db), 0);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), 0);
	assert_int_equal(sqlite3_close(db), 0);
}

const char *
warc_block_text(struct arena *arena, struct warc_reader *r)
{
	const char *error;
	size_t length;
	const char *got = body_text(arena, warc_block(r), 7, &length, &error);

	return error == NULL ? got : arena_print(arena, "!%s", error);
}

const char *
warc_show(struct arena *arena, const char *path, enum warc_status *status)
{
	struct warc_reader *r = warc_open(path, 0);
	const struct warc_record *record;
	const char *all = "";

	assert_non_null(r);
	while ((*status = warc_next(r, &record)) == WARC_RECORD) {
		const char *type = arena_string(arena, record->type);
		const char *uri = arena_string(arena, record->uri);
		const char *block = warc_block_text(arena, r);

		all = arena_print(arena, "%s%s %s %s; ", all, type,
		    or_none(uri), *block == '!' ? "!" : block);
	}
	warc_close(r);
	return all;
}
