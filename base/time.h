/*
 * Points in time as our files have them, 2026-01-31T12:00:00Z in UTC, and days
 * as text, 2026-01-31, which compare as strings do.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define TIMESTAMP_SIZE 21 /* with its terminator */

void timestamp_write(time_t, char text[TIMESTAMP_SIZE]);

/* The present time, to the second. */
void timestamp_now(char text[TIMESTAMP_SIZE]);

/* False, and nothing set, if the text is no timestamp; NULL is none. */
bool timestamp_read(const char *text, time_t *);

/* Milliseconds since 1970. */
uint64_t time_now_ms(void);

#define DAY_TEXT_SIZE 11

/* Whether it is a day of the calendar, written so and with nothing more. */
bool day_text_is(const char *);

/* Makes it the day so many days later; it must hold a valid day. */
void day_text_add(char day[DAY_TEXT_SIZE], int days);

/* Makes it the first, or the last, day of its month; it must hold a valid day.
 */
void day_text_month_start(char day[DAY_TEXT_SIZE]);
void day_text_month_end(char day[DAY_TEXT_SIZE]);

/* Today, as publishers date: in UTC. */
void day_text_today(char day[DAY_TEXT_SIZE]);

#endif
