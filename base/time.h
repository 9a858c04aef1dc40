/*
 * Points in time as our files have them, 2026-01-31T12:00:00Z, and days as
 * text, 2026-01-31, which compare as strings do.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <time.h>

#define MOMENT_SIZE 21

void moment_write(time_t, char text[MOMENT_SIZE]);

/* False if it is none; NULL is none. */
bool moment_read(const char *text, time_t *);

#define DAY_TEXT_SIZE 11

/* Whether it is a day of the calendar, written so and with nothing more. */
bool day_text_is(const char *);

/* Makes it the day so many days later; it must hold a valid day. */
void day_text_add(char day[DAY_TEXT_SIZE], int days);

/* Today, as publishers date: in UTC. */
void day_text_today(char day[DAY_TEXT_SIZE]);

#endif
