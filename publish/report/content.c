#include "publish/report/content.h"

#include <stdlib.h>

#include "base/memory.h"
#include "load/database.h"

enum outcome
content_list_read(PGconn *db, struct content_list *list)
{
	list->result = database_query(db,
	    "SELECT kind, id, heading, form, unit, caveat, empty, sources,"
	    " query, is_restricted FROM arms_internal.report_content()",
	    NULL);
	if (list->result == NULL)
		return database_outcome(db);
	list->count = (size_t)PQntuples(list->result);
	list->items = xzalloc((list->count + 1) * sizeof(*list->items));
	for (size_t i = 0; i < list->count; i++) {
		struct content *c = &list->items[i];
		const char **members[] = { &c->kind, &c->id, &c->heading,
			&c->form, &c->unit, &c->caveat, &c->empty, &c->sources,
			&c->query };

		for (int m = 0; m < (int)(sizeof(members) / sizeof(*members));
		     m++)
			*members[m] = PQgetvalue(list->result, (int)i, m);
		c->is_restricted = *PQgetvalue(list->result, (int)i, 9) == 't';
	}
	return OUTCOME_OK;
}

void
content_list_free(struct content_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		cursor_close(list->items[i].rows);
	free(list->items);
	PQclear(list->result);
}
