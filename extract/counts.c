#include "extract/gate.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/log.h"
#include "extract/crawl.h"

#define YEAR 365

size_t
gate_floor(const struct gate_floor *floor, unsigned per_year,
    const struct window *window)
{
	struct window part = *window;

	window_clip(&part, floor->since, floor->until);
	return window_days(&part) * per_year / YEAR;
}

void
crawl_gate(struct crawl *c, const char *name, size_t measured, size_t wanted,
    const char *format, ...)
{
	struct extract_counts *counts = &c->counts;
	struct gate gate = {
		.measured = measured,
		.wanted = wanted,
		.window = c->window,
		.accepted = c->settings->accept_incomplete,
	};
	va_list args;

	va_start(args, format);
	vsnprintf(gate.what, sizeof(gate.what), format, args);
	va_end(args);
	snprintf(gate.name, sizeof(gate.name), "%s", name);
	if (counts->gate_count < GATES_MAX)
		counts->gates[counts->gate_count++] = gate;
	if (gate.accepted) {
		log_warn("%s: %s; accepted: gate %s: %zu of %zu",
		    c->extractor->name, gate.what, name, measured, wanted);
		return;
	}
	log_error("%s: %s; gate %s: %zu of %zu", c->extractor->name, gate.what,
	    name, measured, wanted);
	c->outcome = outcome_worse(c->outcome, OUTCOME_INCOMPLETE);
}
