#include "extract/pace.h"

void
pace_write(
    const struct pace *p, size_t done, size_t all, time_t now, struct text *out)
{
	double seconds = now > p->started ? (double)(now - p->started) : 0;
	double steps = (double)p->done;
	long left;

	if (all > 0)
		steps += (double)done / (double)all;
	text_addf(out, "step %zu of %zu", p->done + 1, p->left);
	if (seconds <= 0 || steps <= 0)
		return;
	left = (long)(seconds * ((double)p->left - steps) / steps);
	text_addf(out, ", %.1f a second, %ld:%02ld:%02ld left",
	    (double)(p->documents + done) / seconds, left / 3600,
	    left / 60 % 60, left % 60);
}
