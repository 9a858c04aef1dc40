/*
 * From values to places on an axis, with the ticks that a person would draw:
 * pure functions.
 */
#ifndef PUBLISH_REPORT_SCALE_H
#define PUBLISH_REPORT_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCALE_LARGEST 1e300

/* An axis of values: from low to high in steps of 1, 2 or 5 times ten^n. */
struct scale {
	double low;  /* the first tick */
	double high; /* the last one, above low */
	double step;
	size_t tick_count;
};

enum scale_kind {
	SCALE_PLAIN = 0,
	SCALE_ZERO = 1,  /* holds zero as well, as an axis of bars must */
	SCALE_WHOLE = 2, /* of things that are counted: no half of a step */
	SCALE_WHOLE_ZERO = SCALE_ZERO | SCALE_WHOLE,
};

/*
 * The axis that holds all values between two, with about so many steps. Values
 * that are all the same lie within an axis that is wider than they are. No
 * value may be further from zero than SCALE_LARGEST.
 */
struct scale scale_make(double low, double high, size_t steps, enum scale_kind);

/* Whether an axis of dots or lines should begin at zero for these values. */
bool scale_wants_zero(double low, double high);

double scale_tick(const struct scale *, size_t);

/* The place of a value on the way between two places. */
double scale_at(const struct scale *, double value, double from, double to);

#define SCALE_TEXT_SIZE 40

/*
 * A value as an axis says it whose largest value is that, exact to a part of
 * the step: "0", "2,500", "1.5 bn", "200 m".
 */
void scale_text(
    double value, double largest, double step, char text[SCALE_TEXT_SIZE]);

/* A value alone, to three digits: "1.23 bn", "12,300", "0.5". */
void scale_short_text(double value, char text[SCALE_TEXT_SIZE]);

/* Years between two ticks, for a span of years with room for so many ticks. */
int scale_year_step(int first, int last, size_t most);

#define DAY_TICK_MAX 16

/* A day of an axis of days since 1970, and what it is called there. */
struct day_tick {
	int64_t day;
	char text[16]; /* "2026", "Mar 2026" or "3 Mar" */
};

/*
 * The first days of years or months, or days, that lie between two; at most so
 * many, and no more than DAY_TICK_MAX. Gives how many there are.
 */
size_t scale_days(int64_t low, int64_t high, size_t most,
    struct day_tick ticks[DAY_TICK_MAX]);

#endif
