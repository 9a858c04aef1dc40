#include <math.h>
#include <stdio.h>
#include <string.h>

#include "publish/report/scale.h"

#define MINUS "\xE2\x88\x92" /* U+2212 */
/* A value whose digits stand alone: above it are three digits enough. */
#define DIGITS 3
/* Above and below these a value is written by powers of ten. */
#define TEXT_LARGEST 1e18
#define TEXT_SMALLEST 1e-6
/* Values whose lowest is above this share of the highest leave out zero. */
#define ZERO_SHARE 0.6
/* Nearer to zero, powers of ten are no longer exact. */
#define SCALE_SMALLEST 1e-300

static const struct {
	double size;
	const char *name;
} scale_units[] = {
	{ 1e12, " tn" },
	{ 1e9, " bn" },
	{ 1e6, " m" },
};

/* Of what is too near to zero to be told from it: zero. */
static double
scale_number(double value)
{
	return fabs(value) < SCALE_SMALLEST ? 0 : value;
}

/* The least of 1, 2 and 5 times ten^n that is not below. */
static double
scale_step(double rough)
{
	double power = pow(10, floor(log10(rough)));
	double digit = rough / power;

	if (digit <= 1.0000001)
		return power;
	if (digit <= 2.0000001)
		return 2 * power;
	if (digit <= 5.0000001)
		return 5 * power;
	return 10 * power;
}

struct scale
scale_make(double low, double high, size_t steps, enum scale_kind kind)
{
	struct scale s;
	double first;
	double last;

	low = scale_number(low);
	high = scale_number(high);
	if (kind & SCALE_ZERO) {
		low = fmin(low, 0);
		high = fmax(high, 0);
	}
	if (high - low <= 1e-9 * fmax(fabs(low), fabs(high))) {
		double room = low == 0 ? 1 : fabs(low) / 2;

		high = low == 0 ? room : high + room;
		low = low == 0 ? 0 : low - room;
	}
	s.step = scale_step((high - low) / (double)steps);
	if ((kind & SCALE_WHOLE) && s.step < 1)
		s.step = 1;
	first = floor(low / s.step + 1e-9);
	last = ceil(high / s.step - 1e-9);
	s.low = first * s.step;
	s.high = last * s.step;
	s.tick_count = (size_t)(last - first) + 1;
	return s;
}

bool
scale_wants_zero(double low, double high)
{
	if (low < 0 && high > 0)
		return true;
	if (low < 0)
		return -high <= ZERO_SHARE * -low || low == high;
	return low <= ZERO_SHARE * high || low == high;
}

double
scale_tick(const struct scale *s, size_t i)
{
	double tick = (round(s->low / s->step) + (double)i) * s->step;

	return tick == 0 ? 0 : tick; /* never -0 */
}

double
scale_at(const struct scale *s, double value, double from, double to)
{
	double share = (value - s->low) / (s->high - s->low);

	return from + share * (to - from);
}

/* Digits with a comma at each three before the point, none of them useless. */
static void
scale_digits(double value, int decimals, char text[SCALE_TEXT_SIZE])
{
	char plain[SCALE_TEXT_SIZE];
	int length = snprintf(
	    plain, sizeof(plain), "%.0f", fabs(value) * pow(10, decimals));
	const char *sign = value < 0 && strcmp(plain, "0") != 0 ? MINUS : "";
	char *to = text + sprintf(text, "%s", sign);
	int whole;
	int end;

	if (length <= decimals) {
		int zeros = decimals + 1 - length;

		memmove(plain + zeros, plain, (size_t)length + 1);
		memset(plain, '0', (size_t)zeros);
		length += zeros;
	}
	whole = length - decimals;
	end = length;
	while (end > whole && plain[end - 1] == '0')
		end--;
	for (int i = 0; i < end; i++) {
		if (i == whole)
			*to++ = '.';
		else if (i > 0 && i < whole && (whole - i) % 3 == 0)
			*to++ = ',';
		*to++ = plain[i];
	}
	*to = '\0';
}

/* By a power of ten: "2e-9". */
static void
scale_power_text(double value, char text[SCALE_TEXT_SIZE])
{
	int power = (int)floor(log10(fabs(value)));
	double digits = value / pow(10, power);

	scale_digits(digits, DIGITS - 1, text);
	(void)sprintf(text + strlen(text), "e%d", power);
}

static bool
scale_needs_power(double largest)
{
	return largest != 0 &&
	    (largest >= TEXT_LARGEST || largest < TEXT_SMALLEST);
}

/* Decimals that show a difference of that size. */
static int
scale_decimals(double step)
{
	int decimals = (int)ceil(-log10(step) - 1e-9);

	return decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
}

void
scale_text(
    double value, double largest, double step, char text[SCALE_TEXT_SIZE])
{
	double unit = 1;
	const char *name = "";

	value = scale_number(value);
	largest = fabs(scale_number(largest));
	if (scale_needs_power(largest) && value != 0) {
		scale_power_text(value, text);
		return;
	}
	for (size_t i = 0; i < sizeof(scale_units) / sizeof(scale_units[0]);
	     i++)
		if (largest >= scale_units[i].size) {
			unit = scale_units[i].size;
			name = scale_units[i].name;
			break;
		}
	scale_digits(value / unit, scale_decimals(step / unit), text);
	if (strcmp(text, "0") != 0)
		(void)stpcpy(text + strlen(text), name);
}

void
scale_short_text(double value, char text[SCALE_TEXT_SIZE])
{
	double step;

	if (scale_number(value) == 0) {
		scale_digits(0, 0, text);
		return;
	}
	step = pow(10, floor(log10(fabs(value))) + 1 - DIGITS);
	value = round(value / step) * step;
	scale_text(value, value, step, text);
}

int
scale_year_step(int first, int last, size_t most)
{
	static const int steps[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
		2000, 5000, 10000 };
	size_t i = 0;

	while (i + 1 < sizeof(steps) / sizeof(steps[0]) &&
	    (size_t)((last - first) / steps[i]) + 1 > most)
		i++;
	return steps[i];
}

/* A month's first day since 1970; months count from January of the year 0. */
static int64_t
scale_month_day(int64_t month)
{
	/* Howard Hinnant's days_from_civil, of a first day. */
	int64_t year = (month >= 0 ? month : month - 11) / 12;
	int64_t m = month - year * 12 + 1;
	int64_t y = m <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

/* The month that a day lies in. */
static int64_t
scale_month_of(int64_t day)
{
	int64_t month = INT64_C(1970) * 12 + day * 400 / 12175;

	while (scale_month_day(month) > day)
		month--;
	while (scale_month_day(month + 1) <= day)
		month++;
	return month;
}

static const char *const scale_months[] = { "Jan", "Feb", "Mar", "Apr", "May",
	"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* Months before the year 0 are negative. */
static int
scale_year_of(int64_t month)
{
	return (int)((month >= 0 ? month : month - 11) / 12);
}

static const char *
scale_month_name(int64_t month)
{
	return scale_months[(month % 12 + 12) % 12];
}

static size_t
scale_month_ticks(int64_t low, int64_t high, int64_t step,
    struct day_tick ticks[DAY_TICK_MAX])
{
	int64_t month = scale_month_of(low);
	size_t count = 0;

	if (scale_month_day(month) < low)
		month++;
	while (month % step != 0)
		month++;
	for (; scale_month_day(month) <= high && count < DAY_TICK_MAX;
	     month += step) {
		struct day_tick *tick = &ticks[count++];

		tick->day = scale_month_day(month);
		if (step % 12 == 0)
			(void)snprintf(tick->text, sizeof(tick->text), "%d",
			    scale_year_of(month));
		else
			(void)snprintf(tick->text, sizeof(tick->text), "%s %d",
			    scale_month_name(month), scale_year_of(month));
	}
	return count;
}

static size_t
scale_day_ticks(int64_t low, int64_t high, int64_t step,
    struct day_tick ticks[DAY_TICK_MAX])
{
	size_t count = 0;

	for (int64_t day = low; day <= high && count < DAY_TICK_MAX;
	     day += step) {
		struct day_tick *tick = &ticks[count++];
		int64_t month = scale_month_of(day);

		tick->day = day;
		(void)snprintf(tick->text, sizeof(tick->text), "%d %s",
		    (int)(day - scale_month_day(month)) + 1,
		    scale_month_name(month));
	}
	return count;
}

size_t
scale_days(
    int64_t low, int64_t high, size_t most, struct day_tick ticks[DAY_TICK_MAX])
{
	static const int64_t days[] = { 1, 2, 7, 14 };
	static const int64_t months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600,
		1200, 6000, 12000, 60000 };
	int64_t span = high - low;

	if (most > DAY_TICK_MAX)
		most = DAY_TICK_MAX;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if ((size_t)(span / days[i]) + 1 <= most)
			return scale_day_ticks(low, high, days[i], ticks);
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		if ((size_t)(span / (months[i] * 30)) + 1 <= most)
			return scale_month_ticks(low, high, months[i], ticks);
	return 0;
}
