#include "load/gate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "load/database.h"

static void
take_failure(const struct loader *l, struct run *run, const char *package,
    const PGresult *result, int row)
{
	const struct load_gate gate = {
		.gate = PQgetvalue(result, row, 0),
		.what = PQgetvalue(result, row, 1),
		.measured = strtoull(PQgetvalue(result, row, 2), NULL, 10),
		.wanted = strtoull(PQgetvalue(result, row, 3), NULL, 10),
		.accepted = l->settings->accept_incomplete,
	};

	loader_note_gate(run, &gate);
	if (gate.accepted)
		log_warn("%s: gate %s: %s: %zu, at least %zu wanted; accepted",
		    package, gate.gate, gate.what, gate.measured, gate.wanted);
	else
		log_error("%s: gate %s: %s: %zu, at least %zu wanted; see "
			  "--accept-incomplete",
		    package, gate.gate, gate.what, gate.measured, gate.wanted);
}

/* Takes the result. */
static enum outcome
judge(struct loader *l, struct run *run, const char *package, PGresult *result)
{
	int failed = result == NULL ? 0 : PQntuples(result);
	enum outcome outcome =
	    result == NULL ? database_outcome(l->db) : OUTCOME_OK;

	for (int i = 0; i < failed; i++)
		take_failure(l, run, package, result, i);
	if (failed > 0 && !l->settings->accept_incomplete)
		outcome = OUTCOME_INCOMPLETE;
	PQclear(result);
	return outcome;
}

enum outcome
gate_staged(struct loader *l, struct run *run, const char *package)
{
	return judge(l, run, package,
	    database_query(l->db, "SELECT * FROM arms.judge_staged()", NULL));
}

enum outcome
gate_merged(
    struct loader *l, struct run *run, const char *package, long long fewer)
{
	char number[24];

	if (fewer <= 0)
		return OUTCOME_OK;
	snprintf(number, sizeof(number), "%lld", fewer);
	return judge(l, run, package,
	    database_query(l->db,
		"SELECT * FROM arms.judge_total($1, $2::bigint)", run->source,
		number, NULL));
}
