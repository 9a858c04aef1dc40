#include "extract/http_status.h"

#define NOT_FETCHED "could not fetch"
#define NOT_THERE "is not there"
#define REQUEST_REFUSED "the request is refused"

static const struct http_status_rule statuses[] = {
	{ 400, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, REQUEST_REFUSED },
	{ 401, false, FAILURE_BLOCKED, OUTCOME_BLOCKED, "blocked" },
	{ 403, false, FAILURE_BLOCKED, OUTCOME_BLOCKED, "blocked" },
	{ 404, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, NOT_THERE },
	{ 405, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, REQUEST_REFUSED },
	{ 406, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, REQUEST_REFUSED },
	{ 408, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
	{ 410, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, NOT_THERE },
	{ 422, false, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, REQUEST_REFUSED },
	{ 429, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
	{ 451, false, FAILURE_BLOCKED, OUTCOME_BLOCKED, "blocked" },
	{ 500, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
	{ 502, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
	{ 503, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
	{ 504, true, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED },
};

static const struct http_status_rule other_of_server = { 0, false,
	FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, NOT_FETCHED };
static const struct http_status_rule other_of_request = { 0, false,
	FAILURE_PERMANENT, OUTCOME_UNREACHABLE, NOT_FETCHED };

const struct http_status_rule *
http_status_rule(int status)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		if (statuses[i].status == status)
			return &statuses[i];
	}
	return status >= 500 ? &other_of_server : &other_of_request;
}
